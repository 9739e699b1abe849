using GlGan.FeatureTraining;

return TrainFeaturesCommand.Create().Parse(args).Invoke();
