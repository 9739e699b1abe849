using GlGan.FeatureTraining;

return TrainFeaturesCommand.Invoke(args);
