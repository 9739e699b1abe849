using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary>Files of results.</summary>
internal static class OutputFile
{
    /// <summary>What is given by --out can be a file.</summary>
    /// <exception cref="ArgumentException">It is a folder.</exception>
    internal static void Require(string path)
    {
        if (Directory.Exists(path)) throw new ArgumentException($"--out: '{path}' is a folder; give a file.");
    }

    /// <summary>What is given by --out can be an image.</summary>
    /// <exception cref="ArgumentException">It is a folder, or of no format that is written.</exception>
    internal static void RequireImage(string path)
    {
        Require(path);
        ImageFile.FormatOf(path);
    }
}
