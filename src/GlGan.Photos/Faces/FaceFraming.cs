namespace GlGan.Faces;

/// <summary>How a network wants faces: their size, where it expects landmarks, and the regions it sees in detail.</summary>
/// <param name="ImageSize">Side S of the square image in pixels.</param>
/// <param name="Template">Where landmarks are brought to.</param>
/// <param name="Regions">Regions that are cut out.</param>
public sealed record FaceFraming(int ImageSize, FaceTemplate Template, IReadOnlyList<FaceRegion> Regions)
{
    /// <summary>Whether the network reads the geometric prior of a face (<see cref="AlignedInput.Prior"/>).</summary>
    public bool Prior { get; init; }
}
