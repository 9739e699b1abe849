namespace GlGan.Datasets;

/// <summary>What <see cref="DatasetInspector"/> has found.</summary>
public sealed record DatasetReport
{
    /// <summary>Name of the dataset.</summary>
    public required string Name { get; init; }

    /// <summary>Number of samples.</summary>
    public required int Count { get; init; }

    /// <summary>Number of samples of each class, in the order of first appearance; empty where there are no classes.</summary>
    public required IReadOnlyDictionary<string, int> Classes { get; init; }

    /// <summary>Number of samples that have each attribute; empty where there are no attributes.</summary>
    public required IReadOnlyDictionary<string, int> Attributes { get; init; }

    /// <summary>Number of persons.</summary>
    public required int Identities { get; init; }

    /// <summary>Number of samples with landmarks.</summary>
    public required int WithLandmarks { get; init; }

    /// <summary>Number of samples with a target.</summary>
    public required int WithTarget { get; init; }

    /// <summary>Number of samples that are aligned already.</summary>
    public required int Aligned { get; init; }

    /// <summary>Number of samples whose image (and target) was decoded, and of images left out because they could not be; less than <see cref="Count"/> when a sample was drawn.</summary>
    public required int Decoded { get; init; }

    /// <summary>Widths of the decoded images; <see langword="null"/> when none could be decoded.</summary>
    public required LengthRange? Width { get; init; }

    /// <summary>Heights of the decoded images; <see langword="null"/> when none could be decoded.</summary>
    public required LengthRange? Height { get; init; }

    /// <summary>Decoded samples that are damaged, in the order of the dataset, after images left out because of it.</summary>
    public required IReadOnlyList<DamagedImage> Damaged { get; init; }

    /// <summary>What the dataset says of how it was opened, such as images that were left out; see <see cref="IFaceDataset.Notices"/>.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>Every problem that was looked for; empty where there are no landmarks.</summary>
    public required IReadOnlyList<LandmarkFinding> Landmarks { get; init; }
}
