using GlGan.Onnx;

namespace GlGan.Tests.Onnx;

/// <summary>Files that lie beside the repository on some machines, and are no part of it; tests that need them are skipped elsewhere.</summary>
internal static class SharedModels
{
    internal static string YuNetFile => Existing(Path.Combine("models", CatalogModel.YuNet.FileName));

    internal static YuNetDetector YuNet() => new(YuNetFile);

    internal static string Portraits() => Existing("faces");

    private static string Existing(string name)
    {
        var path = Path.GetFullPath(RepositoryFiles.At("..", "shared", name));
        Assert.SkipUnless(Path.Exists(path), $"'{name}' is not beside the repository.");
        return path;
    }
}
