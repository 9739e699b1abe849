namespace GlGan.Tests;

/// <summary>Finds files of the repository the tests were built from.</summary>
internal static class RepositoryFiles
{
    /// <summary>Folder of the solution.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>Full path of a file or folder of the repository.</summary>
    internal static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "GlGan.Core.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests do not run inside the repository: GlGan.Core.sln is in no folder above them.");
    }
}
