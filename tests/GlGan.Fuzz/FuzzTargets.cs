using GlGan.Fuzz.Targets;

namespace GlGan.Fuzz;

/// <summary>Every parser of the library. Whoever adds a parser adds it here.</summary>
internal static class FuzzTargets
{
    internal static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new LmdbTarget(),
        new SafetensorsTarget(),
        new ModelTarget(),
        new NpzTarget(),
        new NetworkDescriptionTarget(),
        new OnnxTarget(),
        new OnnxNetworkTarget(),
        new TrainSettingsTarget(),
        new CheckpointStateTarget(),
        new LandmarksCsvTarget(),
        new LandmarksTextTarget(),
        new LandmarksJsonTarget(),
        .. CelebATarget.All,
        new ImageLabelsTarget(),
        new ZipTarget(),
        new PackTarget(),
        new SealedPackTarget(),
        new ImageTarget(),
        new ProvenanceTarget(),
    ];
}
