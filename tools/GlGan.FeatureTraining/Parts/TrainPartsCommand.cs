using System.CommandLine;
using GlGan.FeatureTraining.People;

namespace GlGan.FeatureTraining.Parts;

/// <summary>Trains the network that says what each pixel of a face shows, on portraits of rendered people.</summary>
internal static class TrainPartsCommand
{
    internal static Command Create() => new CutoutTraining<PartsTrainingOptions, FacePartsNetwork>
    {
        Command = "parts",
        Description = "Train the network that says what each pixel of a face shows, on portraits of rendered people; it begins with what the embedded detector sees.",
        What = "parts network: what each pixel of a face that is cut out shows",
        Build = options => new FacePartsNetwork(options.Seed),
        Begin = network => network.BeginWithTheDetector(),
        Train = PartsTrainer.Train,
        Picture = (people, seed, number) => PartsBatch.Portrait(people, seed, number).Image,
    }.Create();
}
