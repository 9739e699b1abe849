using System.Text.RegularExpressions;
using GlGan.Imaging;

namespace GlGan.Tests.Architecture;

public sealed partial class FolderGraphTests
{
    private static readonly FolderGraph Graph = FolderGraph.Read;

    /// <summary>The rooms as the readme's table lists them, from the bottom up.</summary>
    private static readonly string[] BottomUp =
        [.. File.ReadLines(RepositoryFiles.At("README.md")).Where(line => TableRow().IsMatch(line)).SelectMany(line => Quoted().Matches(line.Split('|')[1]).Select(name => name.Groups[1].Value))];

    [Fact]
    public void Every_room_of_the_libraries_has_its_place_in_the_readme() => Assert.Equal(Graph.Rooms.Order(), BottomUp.Order());

    [Fact]
    public void A_room_uses_only_rooms_above_it_in_the_readme() => Assert.Empty(Graph.Uses
        .Where(use => Array.IndexOf(BottomUp, FolderGraph.Room(use.To)) > Array.IndexOf(BottomUp, FolderGraph.Room(use.From)))
        .Select(use => $"{use.From} → {use.To}: {use.Example}"));

    [Fact]
    public void No_folder_leads_back_to_itself() => Assert.Empty(Graph.Circles());

    [Fact]
    public void The_diagram_in_the_docs_is_the_graph() => ApprovedText.Verify(["..", "..", "docs", "architecture.md"], Diagram(), "The rooms of docs/architecture.md changed.");

    [Fact]
    public void What_is_below_the_border_needs_no_libtorch() =>
        Assert.DoesNotContain(typeof(ImageBuffer).Assembly.GetReferencedAssemblies(), reference => reference.Name!.Contains("Torch", StringComparison.Ordinal));

    [Fact]
    public void A_file_is_named_after_the_one_type_in_it()
    {
        var misnamed = Graph.Sources.Select(source => source.Path).Where(file =>
            TypeDeclaration().Matches(File.ReadAllText(file)).Select(type => type.Groups[1].Value).ToArray() is not [var only] || only != Path.GetFileNameWithoutExtension(file));

        Assert.Empty(misnamed.Select(Path.GetFileName));
    }

    /// <summary>Rooms and their uses. What is reached over another room is left out, or there would be an arrow from nearly each to nearly each.</summary>
    private static string[] Diagram()
    {
        var uses = Graph.Uses.Select(use => (From: FolderGraph.Room(use.From), To: FolderGraph.Room(use.To))).Where(use => use.From != use.To).ToHashSet();
        var direct = uses.Where(use => !uses.Any(other => other.From == use.From && other.To != use.To && Reaches(other.To, use.To)));
        var photos = Graph.Sources.Where(source => source.Path.Contains("GlGan.Photos", StringComparison.Ordinal)).Select(source => FolderGraph.Room(source.Folder)).ToHashSet();
        return
        [
            "# The rooms and what they use",
            "",
            "An arrow points to a room that is used; what is reached over another room has no arrow of its own. `FolderGraphTests` keeps this page true, and sees to it that no folder, sub-folders",
            "included, leads back to itself.",
            "",
            "```mermaid",
            "flowchart TD",
            .. Library("GlGan.Core", room => !photos.Contains(room)),
            .. Library("GlGan.Photos", photos.Contains),
            .. direct.OrderBy(use => Place(use.From)).ThenBy(use => Place(use.To)).Select(use => $"    {use.From} --> {use.To}"),
            "```",
        ];

        bool Reaches(string from, string to) => uses.Contains((from, to)) || uses.Any(use => use.From == from && Reaches(use.To, to));

        int Place(string room) => -Array.IndexOf(BottomUp, room);

        IEnumerable<string> Library(string name, Func<string, bool> holds) =>
            [$"    subgraph {name}", .. BottomUp.Where(holds).Reverse().Select(room => $"        {room}"), "    end"];
    }

    [GeneratedRegex(@"^\| `[A-Z]\w+`")]
    private static partial Regex TableRow();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Quoted();

    // Types at the margin: nested ones are indented.
    [GeneratedRegex(@"^(?:public |internal |sealed |abstract |static |unsafe |readonly |partial |ref )*(?:class|record struct|record|struct|enum|interface|delegate \w+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
