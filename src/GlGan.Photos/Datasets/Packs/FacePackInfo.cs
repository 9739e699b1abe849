using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>What a pack says about itself.</summary>
public sealed record FacePackInfo
{
    /// <summary>Extension of the files.</summary>
    public const string Extension = ".glpack";

    /// <summary>The one layout of pixels this version knows: interleaved R, G, B, 8 bits each, sRGB.</summary>
    internal const string Rgb8 = "rgb8";

    /// <summary>Side of the images in pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Layout of the pixels.</summary>
    public string Pixels { get; init; } = Rgb8;

    /// <summary>Where the faces were brought to, unless the dataset had aligned them already.</summary>
    public required FaceTemplate Template { get; init; }

    /// <summary>Name of the dataset it was made from.</summary>
    public required string Dataset { get; init; }

    /// <summary>Number of samples of that dataset, damaged ones included.</summary>
    public required int DatasetCount { get; init; }

    /// <summary>SHA-256 of everything that dataset says about its samples, and of the lengths of their files, in hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whether records hold a target beside the image.</summary>
    public required bool HasTargets { get; init; }

    /// <summary>Version of the code that made the pixels. Packs of any are read; only one of the same is continued.</summary>
    public int WriterVersion { get; init; }

    /// <summary>Values of <see cref="FaceSample.Source"/>.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Names of the classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Names of the attributes.</summary>
    public required IReadOnlyList<string> Attributes { get; init; }

    internal IEnumerable<string> Errors()
    {
        if (ImageSize is < FacePackOptions.MinimumSize or > FacePackOptions.MaximumSize)
            yield return $"the image size {ImageSize} does not lie in [{FacePackOptions.MinimumSize}, {FacePackOptions.MaximumSize}]";
        if (Pixels != Rgb8) yield return $"the pixels are '{Pixels}', expected '{Rgb8}'";
        if (Template.ReferenceSize < 1) yield return $"the reference size {Template.ReferenceSize} of the template is less than 1";
        if (DatasetCount < 1) yield return $"the dataset has {DatasetCount} samples";
        if (Attributes.Count > FaceAttributes.Limit) yield return $"there are {Attributes.Count} attributes, more than {FaceAttributes.Limit}";
        if (Sources.Concat(Classes).Concat(Attributes).Any(name => name is null)) yield return "a source, class or attribute is null";
    }
}
