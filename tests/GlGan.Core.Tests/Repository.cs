namespace GlGan.Tests;

/// <summary>Finds files of the source tree from the folder the tests run in.</summary>
internal static class Repository
{
    internal static string PathOf(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !folder.EnumerateFiles("GlGan.Core.sln").Any()) folder = folder.Parent;
        Assert.True(folder is not null, "The tests do not run inside the source tree.");
        return Path.Combine([folder.FullName, .. parts]);
    }
}
