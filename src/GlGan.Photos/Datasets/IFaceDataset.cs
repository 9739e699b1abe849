namespace GlGan.Datasets;

/// <summary>
/// Faces in a fixed order. Opening a dataset reads and checks everything but the images. Implementations are called from several threads at
/// once; disposing twice does nothing.
/// </summary>
public interface IFaceDataset : IDisposable
{
    /// <summary>Short name, such as <c>celeba</c>.</summary>
    string Name { get; }

    /// <summary>Number of faces, at least 1.</summary>
    int Count { get; }

    /// <summary>One face; its image is not touched.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    FaceSample this[int index] { get; }

    /// <summary>What users should know of how it was opened, such as images that were left out, each in a sentence; none unless an implementation says so.</summary>
    IReadOnlyList<string> Notices => [];
}
