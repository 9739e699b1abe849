using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>
/// A <c>.zip</c> file of images, laid out like the folders of <see cref="ImageFolderFormat"/>. Images are read from it without extracting it.
/// </summary>
internal sealed class ZipFormat : IDatasetFormat
{
    /// <summary>Name of the format.</summary>
    internal const string FormatName = "zip";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public string Layout => "a .zip file of images, or of one folder per class";

    /// <inheritdoc/>
    public bool Recognizes(string path) => File.Exists(path) && Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IFaceDataset Open(string path, DatasetOptions options)
    {
        if (!File.Exists(path)) throw new DatasetException(path, "this is no file.");
        var archive = new ZipImages(path);
        try
        {
            var labels = ReadLabels(archive, $"{path}/{ImageLabels.FileName}");
            var images = new ClassedImages(Name, path, archive.Names.Where(ImageFiles.IsImage), labels, archive.Names.Where(ImageFiles.IsUnsupported));
            if (LandmarksFile.Names.FirstOrDefault(archive.Contains) is { } unread)
                images = images with { Notices = [$"{unread} is not read in an archive: extract the archive to train with landmarks."] };
            return images.Open(options, name => new ZipImage(archive, name), archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static Dictionary<string, string>? ReadLabels(ZipImages archive, string path)
    {
        if (!archive.Contains(ImageLabels.FileName)) return null;
        try
        {
            return ImageLabels.Read(archive.Read(ImageLabels.FileName, ImageLimits.Default), path);
        }
        catch (ImageFormatException problem)
        {
            throw new DatasetException(path, "the file in the archive is damaged.", cause: problem);
        }
    }
}
