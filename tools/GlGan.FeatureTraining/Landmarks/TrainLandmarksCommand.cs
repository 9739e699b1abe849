using System.CommandLine;
using GlGan.Features;
using GlGan.FeatureTraining.People;

namespace GlGan.FeatureTraining.Landmarks;

/// <summary>Trains the network that finds 68 landmarks, on portraits of rendered people.</summary>
internal static class TrainLandmarksCommand
{
    internal static Command Create() => new CutoutTraining<LandmarkTrainingOptions, LandmarkNetwork>
    {
        Command = "landmarks",
        Description = "Train the network that finds 68 landmarks, on portraits of rendered people; it begins with what the embedded detector sees.",
        What = "landmark network: 68 landmarks of a face that is cut out",
        Build = options => new LandmarkNetwork(options.Seed),
        Begin = network => network.BeginWithTheDetector(),
        Train = LandmarkTrainer.Train,
        Picture = (people, seed, number) => LandmarkBatch.Portrait(people, seed, number).Image,
    }.Create();
}
