namespace GlGan.Datasets;

/// <summary>A way faces are stored on disk.</summary>
public interface IDatasetFormat
{
    /// <summary>Name for options and messages, lower case, such as <c>celeba</c>.</summary>
    string Name { get; }

    /// <summary>One line that says what a path must hold, for messages.</summary>
    string Layout { get; }

    /// <summary>Whether a path looks like this format, judged by names only.</summary>
    /// <param name="path">An existing file or folder.</param>
    bool Recognizes(string path);

    /// <summary>Opens a dataset and checks everything but the images.</summary>
    /// <param name="path">An existing file or folder.</param>
    /// <param name="options">Which part to open; <see cref="DatasetOptions.HoldOut"/> is left to <see cref="DatasetFormats.Open"/>.</param>
    /// <exception cref="DatasetException">The path does not hold what the format asks for; the message names the file, and the line if there is one.</exception>
    IFaceDataset Open(string path, DatasetOptions options);
}
