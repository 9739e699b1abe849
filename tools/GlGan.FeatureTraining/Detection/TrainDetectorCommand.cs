using System.CommandLine;
using GlGan.Features;
using GlGan.FeatureTraining.People;

namespace GlGan.FeatureTraining.Detection;

/// <summary>Trains the face detector that the library embeds, on scenes with rendered people.</summary>
internal static class TrainDetectorCommand
{
    internal static Command Create() => new CutoutTraining<DetectorTrainingOptions, FaceDetectionNetwork>
    {
        Command = "detector",
        Description = "Train the network that finds faces, on scenes with rendered people.",
        What = "face detector: scores, squares and five landmarks",
        Build = options => new FaceDetectionNetwork(options.Seed),
        Train = DetectorTrainer.Train,
        Picture = (people, seed, number) => Scene.Compose(people, seed, number).Image,
    }.Create();
}
