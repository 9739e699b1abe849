using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>A detector whose faces get 68 landmarks, unless they have them. It owns neither of the two.</summary>
/// <param name="detector">Finds faces.</param>
/// <param name="refiner">Finds their landmarks.</param>
public sealed class RefinedDetector(ILandmarkDetector detector, ILandmarkRefiner refiner) : ILandmarkDetector
{
    private readonly ILandmarkDetector _detector = detector ?? throw new ArgumentNullException(nameof(detector));
    private readonly ILandmarkRefiner _refiner = refiner ?? throw new ArgumentNullException(nameof(refiner));

    /// <inheritdoc/>
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image) => [.. _detector.Detect(image).Select(face => face.Contours is null ? _refiner.Refine(image, face) : face)];
}
