using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GlGan.Tests.Packaging;

namespace GlGan.Tests.Samples;

[Collection("Packages")]
public sealed partial class NotebookTests(PackageFeed feed) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The notebooks, parameters that make them short, and the files they write.</summary>
    public static TheoryData<string, string, string[]> Runs => new()
    {
        { "quick-start", "images = 16;", ["frontal.png", "model.safetensors"] },
        { "swap-and-blend", "side = 96;", ["blend.png", "smooth.png", "swap.png"] },
        { "train-and-evaluate", "images = 16; persons = 1;", ["yaws.png"] },
    };

    public static TheoryData<string> Names => [.. Notebooks()];

    private static string Version => XDocument.Load(RepositoryFiles.At("Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public void Every_notebook_runs_here_and_is_listed()
    {
        var list = File.ReadAllText(RepositoryFiles.At("samples", "README.md"));

        Assert.Equal(Runs.Select(row => row.Data.Item1), Notebooks());
        Assert.All(Notebooks(), name => Assert.Contains($"| `notebooks/{name}.ipynb` |", list));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_notebook_runs_from_its_first_cell_to_its_last(string name, string parameters, string[] files)
    {
        using (var kernel = new NotebookKernel())
        {
            kernel.Run($"#i \"nuget: {feed.FullPath}\"");
            foreach (var cell in Cells(name).Where(cell => Kind(cell) == "code"))
            {
                kernel.Run(PackagesOfTheRepository().Replace(Source(cell), $"$1, {feed.Version}"));
                if (IsParameters(cell)) kernel.Run($"{parameters} folder = {Literal(_folder.FullPath)};");
            }
        }

        Assert.Equal(files, _folder.Names());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_is_for_the_kernel_of_csharp_and_keeps_no_output(string name)
    {
        var notebook = Notebook(name);

        Assert.Equal((4, 5), (notebook.GetProperty("nbformat").GetInt32(), notebook.GetProperty("nbformat_minor").GetInt32()));
        Assert.Equal(".net-csharp", notebook.GetProperty("metadata").GetProperty("kernelspec").GetProperty("name").GetString());
        var code = Cells(name).Where(cell => Kind(cell) == "code").ToArray();
        Assert.All(code, cell => Assert.Equal((0, JsonValueKind.Null), (cell.GetProperty("outputs").GetArrayLength(), cell.GetProperty("execution_count").ValueKind)));
        Assert.Single(code, IsParameters);
        Assert.Distinct(Cells(name).Select(cell => cell.GetProperty("id").GetString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_first_says_that_its_kernel_is_deprecated_and_which_app_lasts(string name)
    {
        var first = Cells(name)[0];

        Assert.Equal("markdown", Kind(first));
        Assert.Contains("deprecated since 2026-04-24", Source(first));
        var app = Source(first).Split("(../apps/")[1].Split(')')[0];
        Assert.True(File.Exists(RepositoryFiles.At("samples", "apps", app)), app);
        Assert.Contains($"| `notebooks/{name}.ipynb` | `apps/{app}` |", File.ReadAllText(RepositoryFiles.At("samples", "README.md")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_takes_the_versions_that_the_package_has(string name)
    {
        var package = XDocument.Load(RepositoryFiles.At("GlGan.Core.nuspec"));
        var torch = package.Descendants().Single(element => (string?)element.Attribute("id") == "TorchSharp").Attribute("version")!.Value.Trim('[', ']');

        var pins = Cells(name).Where(cell => Kind(cell) == "code").SelectMany((cell, place) => Source(cell).Split('\n').Where(line => line.StartsWith("#r")).Select(line => (place, line)));

        string[] own = Source(Cells(name).First(cell => Kind(cell) == "code")).Contains("using GlGan.Onnx;", StringComparison.Ordinal) ? ["GlGan.Core", "GlGan.Onnx"] : ["GlGan.Core"];
        Assert.Equal([.. own.Select(id => (0, $"#r \"nuget: {id}, {Version}\"")), (0, $"#r \"nuget: TorchSharp-cpu, {torch}\"")], pins);
    }

    private static string[] Notebooks() =>
        [.. Directory.EnumerateFiles(RepositoryFiles.At("samples", "notebooks"), "*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    private static JsonElement Notebook(string name) => JsonElement.Parse(File.ReadAllText(RepositoryFiles.At("samples", "notebooks", $"{name}.ipynb")));

    private static JsonElement[] Cells(string name) => [.. Notebook(name).GetProperty("cells").EnumerateArray()];

    private static string Kind(JsonElement cell) => cell.GetProperty("cell_type").GetString()!;

    private static string Source(JsonElement cell) => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()));

    private static bool IsParameters(JsonElement cell) =>
        cell.GetProperty("metadata").TryGetProperty("tags", out var tags) && tags.EnumerateArray().Any(tag => tag.GetString() == "parameters");

    [GeneratedRegex(@"(?<=nuget: )(GlGan\.\w+), [^""]+")]
    private static partial Regex PackagesOfTheRepository();

    private static string Literal(string text) => $"@\"{text}\"";
}
