using System.Text.RegularExpressions;
using GlGan.Imaging;
using GlGan.Onnx;
using GlGan.Video;

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

    [Theory]
    [InlineData(typeof(ImageBuffer))]
    [InlineData(typeof(OnnxNetwork))]
    [InlineData(typeof(VideoEdit))]
    public void What_is_beside_GlGan_Core_needs_neither_it_nor_libtorch(Type type) => Assert.DoesNotContain(
        type.Assembly.GetReferencedAssemblies(),
        reference => reference.Name!.Contains("Torch", StringComparison.Ordinal) || reference.Name == typeof(GlGanModel).Assembly.GetName().Name);

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
        return
        [
            "# The rooms and what they use",
            "",
            "An arrow points to a room that is used; what is reached over another room has no arrow of its own. `FolderGraphTests` keeps this page true, and sees to it that no folder, sub-folders",
            "included, leads back to itself.",
            "",
            "```mermaid",
            "flowchart TD",
            .. FolderGraph.Libraries.Reverse().SelectMany(Library),
            .. direct.OrderBy(use => Place(use.From)).ThenBy(use => Place(use.To)).Select(use => $"    {use.From} --> {use.To}"),
            "```",
        ];

        bool Reaches(string from, string to) => uses.Contains((from, to)) || uses.Any(use => use.From == from && Reaches(use.To, to));

        int Place(string room) => -Array.IndexOf(BottomUp, room);

        IEnumerable<string> Library(string name) =>
            [$"    subgraph {name}", .. BottomUp.Intersect(Graph.RoomsOf(name)).Reverse().Select(room => $"        {room}"), "    end"];
    }

    [GeneratedRegex(@"^\| `[A-Z]\w+`")]
    private static partial Regex TableRow();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Quoted();

    // Types at the margin: nested ones are indented.
    [GeneratedRegex(@"^(?:public |internal |sealed |abstract |static |unsafe |readonly |partial |ref )*(?:class|record struct|record|struct|enum|interface|delegate \w+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
