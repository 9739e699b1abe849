using System.Text.RegularExpressions;

namespace GlGan.Tests.Architecture;

public sealed partial class FolderGraphTests
{
    private static readonly string[] BottomUp =
    [
        "Runtime", "Kernels", "Imaging", "Serialization", "Faces", "Layers", "Generators", "Discriminators", "Features", "Losses", "Data", "Metrics", "Training", "Synthesis",
        "Evaluation", "Editing", "Sessions", "DependencyInjection",
    ];

    public static TheoryData<string> Folders => [.. BottomUp];

    [Fact]
    public void Every_folder_of_the_library_has_its_place_in_the_order() =>
        Assert.Equal(BottomUp.Order(), Sources("").Select(Folder).OfType<string>().Distinct().Order());

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_folders_below_it(string folder)
    {
        var allowed = BottomUp.Take(Array.IndexOf(BottomUp, folder) + 1).ToHashSet();

        var upward = Sources(folder).SelectMany(file => NamespaceUse().Matches(File.ReadAllText(file))
            .Select(use => use.Groups[1].Value)
            .Where(used => BottomUp.Contains(used) && !allowed.Contains(used))
            .Select(used => $"{Path.GetFileName(file)} uses {used}"));

        Assert.Empty(upward);
    }

    [Fact]
    public void A_file_is_named_after_the_one_type_in_it()
    {
        var misnamed = Sources("").Where(file => TypeDeclaration().Matches(File.ReadAllText(file)).Select(type => type.Groups[1].Value).ToArray() is not [var only]
            || only != Path.GetFileNameWithoutExtension(file));

        Assert.Empty(misnamed.Select(Path.GetFileName));
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(RepositoryFiles.At("src", "GlGan.Core", folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => Folder(file) is not ("bin" or "obj"));

    private static string? Folder(string file) =>
        Path.GetRelativePath(RepositoryFiles.At("src", "GlGan.Core"), file).Split(Path.DirectorySeparatorChar) is [var folder, _, ..] ? folder : null;

    [GeneratedRegex(@"\bGlGan\.(\w+)")]
    private static partial Regex NamespaceUse();

    // Types at the margin: nested ones are indented.
    [GeneratedRegex(@"^(?:public |internal |sealed |abstract |static |unsafe |readonly |partial |ref )*(?:class|record struct|record|struct|enum|interface|delegate \w+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
