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

    /// <summary>InsightFace's first 112-pixel crop, the frontal one of SimSwap's five poses (<c>face_align.py</c>).</summary>
    public static FaceTemplate ArcFace112V1 { get; } = new("arcface112_v1", 112, new(
        new(39.730f, 51.138f), new(72.270f, 51.138f), new(56.000f, 68.493f), new(42.463f, 87.010f), new(69.537f, 87.010f)));

    /// <summary>The 112-pixel recognition crop with margins, in 128 pixels (as used by facefusion).</summary>
    public static FaceTemplate ArcFace128 { get; } = Normalized("arcface128", 128, new(
        new(0.36167656f, 0.40387734f), new(0.63696719f, 0.40235469f), new(0.50019687f, 0.56044219f), new(0.38710391f, 0.72160547f), new(0.61507734f, 0.72034453f)));

    /// <summary>The 512-pixel crop of MTCNN's landmarks (as used by facefusion).</summary>
    public static FaceTemplate Mtcnn512 { get; } = Normalized("mtcnn512", 512, new(
        new(0.36562865f, 0.46733799f), new(0.63305391f, 0.46585885f), new(0.50019127f, 0.61942959f), new(0.39032951f, 0.77598822f), new(0.61178945f, 0.77476328f)));

    /// <summary>DeepFaceLab's whole face, from above the brows to below the chin, in 256 pixels (as used by facefusion).</summary>
    public static FaceTemplate DflWholeFace { get; } = Normalized("dfl_whole_face", 256, new(
        new(0.35342266f, 0.39285716f), new(0.62797622f, 0.39285716f), new(0.48660713f, 0.54017860f), new(0.38839287f, 0.68750011f), new(0.59821427f, 0.68750011f)));

    /// <summary>StyleGANEX's 384-pixel crop, with the head and its surroundings in view (as used by facefusion).</summary>
    public static FaceTemplate StyleGanEx384 { get; } = Normalized("styleganex384", 384, new(
        new(0.42353745f, 0.52289879f), new(0.57725008f, 0.52319972f), new(0.50123859f, 0.61331904f), new(0.43364461f, 0.68337652f), new(0.57015325f, 0.68306005f)));

    /// <summary>The built-in templates.</summary>
    public static IReadOnlyList<FaceTemplate> All { get; } =
        [TpGan128, ArcFace112, Ffhq512, ArcFace112V1, ArcFace128, Mtcnn512, DflWholeFace, StyleGanEx384];

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

    // Published as fractions of the side.
    private static FaceTemplate Normalized(string name, int size, FaceLandmarks fractions) => new(name, size, fractions.Map(point => point * size));
}
