using System.Numerics;

namespace GlGan.Faces;

/// <summary>Canonical positions of the five landmarks in a square image, to which faces are aligned.</summary>
/// <param name="Name">Name of the template, as written into models.</param>
/// <param name="ReferenceSize">Side in pixels of the image <paramref name="Landmarks"/> are given in.</param>
/// <param name="Landmarks">Positions in the reference image.</param>
public sealed record FaceTemplate(string Name, int ReferenceSize, FaceLandmarks Landmarks)
{
    /// <summary>TP-GAN's tight 128-pixel crop (official code, <c>net_input_everything_featparts.py</c>): the default of this library.</summary>
    public static FaceTemplate TpGan128 { get; } = new("tpgan128", 128, new(
        new(43.5823f, 41.0f), new(86.4177f, 41.0f), new(64.1165f, 64.7510f), new(47.5863f, 88.8635f), new(82.5904f, 89.1124f)));

    /// <summary>InsightFace's 112-pixel recognition crop (<c>face_align.py</c>).</summary>
    public static FaceTemplate ArcFace112 { get; } = new("arcface112", 112, new(
        new(38.2946f, 51.6963f), new(73.5318f, 51.5014f), new(56.0252f, 71.7366f), new(41.5493f, 92.3655f), new(70.7299f, 92.2041f)));

    /// <summary>FFHQ's 512-pixel portrait crop, with the whole head in view (as used by facefusion).</summary>
    public static FaceTemplate Ffhq512 { get; } = new("ffhq512", 512, new(
        new(192.98138f, 239.94708f), new(318.90277f, 240.1936f), new(256.63416f, 314.01935f), new(201.26117f, 371.41043f), new(313.08905f, 371.15118f)));

    /// <summary>The built-in templates.</summary>
    public static IReadOnlyList<FaceTemplate> All { get; } = [TpGan128, ArcFace112, Ffhq512];

    /// <summary>Landmark positions in an image of another size, by scaling about the image's corner (pixel centres at integers).</summary>
    /// <param name="size">Side of the image in pixels, at least 1.</param>
    public FaceLandmarks At(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var scale = (float)size / ReferenceSize;
        var half = new Vector2(0.5f);
        return Landmarks.Map(point => (point + half) * scale - half);
    }

    /// <summary>The built-in template of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static FaceTemplate Named(string name) => All.FirstOrDefault(template => template.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"Unknown face template '{name}'. Known: {string.Join(", ", All.Select(template => template.Name))}.", nameof(name));
}
