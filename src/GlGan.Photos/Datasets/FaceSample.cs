using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>What a dataset knows of one face. The image itself is loaded when it is asked for.</summary>
/// <param name="Name">Name within the dataset, unique and stable: a relative path with forward slashes, or a key.</param>
/// <param name="Image">The image.</param>
public sealed record FaceSample(string Name, IFaceImage Image)
{
    /// <summary>Name of the dataset the sample comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Landmarks in pixels of the upright image; <see langword="null"/> where the dataset has none.</summary>
    public FaceLandmarks? Landmarks { get; init; }

    /// <summary>Where the landmarks were read, such as <c>'landmarks.csv', line 3</c>, for messages; <see langword="null"/> where it is not known.</summary>
    public string? LandmarksOrigin { get; init; }

    /// <summary>Named properties of the face; <see langword="null"/> where the dataset has none.</summary>
    public FaceAttributes? Attributes { get; init; }

    /// <summary>Number of the person; <see langword="null"/> where the dataset does not say.</summary>
    public int? Identity { get; init; }

    /// <summary>Class of the image, such as <c>cat</c>; <see langword="null"/> where the dataset has none.</summary>
    public string? Class { get; init; }

    /// <summary>Whether the image is square and its face brought to a template already: it is resized, and nothing else.</summary>
    public bool IsAligned { get; init; }

    /// <summary>The image this one should be turned into; <see langword="null"/> in datasets without pairs.</summary>
    public FaceSample? Target { get; init; }
}
