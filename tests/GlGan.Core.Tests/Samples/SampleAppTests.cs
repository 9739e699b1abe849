using GlGan.Cli.Commands;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Onnx;
using GlGan.Rendering;
using GlGan.Tests.Cli;

namespace GlGan.Tests.Samples;

[Collection("Tensors")]
public sealed class SampleAppTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The apps that take no other's output, their arguments, and the files they write.</summary>
    public static TheoryData<string, string[], string[]> Runs => new()
    {
        { "01-synthetic-faces", ["sheet.png"], ["sheet.png"] },
        { "02-quick-start", ["out", "16"], ["out/frontal.png", "out/model.safetensors"] },
        { "04-custom-loss", ["out", "16"], ["out/edges.png"] },
        { "06-swap", ["out"], ["out/blend.png", "out/smooth.png", "out/swap.png"] },
    };

    public static TheoryData<string> WithUsage => [.. Names().Skip(1)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void An_app_writes_what_it_says(string app, string[] arguments, string[] files)
    {
        arguments[0] = _folder.File(arguments[0]);

        Assert.Equal(0, Run(app, arguments).ExitCode);

        Assert.Equal(files, Files());
    }

    [Fact]
    public void The_folder_training_goes_on_where_it_was()
    {
        string[] training = [_folder.File("faces"), _folder.File("run"), "32"];

        Assert.Equal(0, Run("03-train-on-a-folder", training).ExitCode);
        var (again, output) = Run("03-train-on-a-folder", training);
        Assert.Equal(0, again);
        Assert.Contains("going on after 32 faces", output);
        Assert.Superset(new HashSet<string>(["run/model.safetensors", "run/regions.png"]), Files().ToHashSet());
    }

    [Fact]
    public void A_model_that_was_trained_for_swaps_refines_them()
    {
        Assert.Equal(0, Run("03-train-on-a-folder", [_folder.File("faces"), _folder.File("run"), "2"]).ExitCode);
        Assert.Equal(0, GlganCommand.Invoke(["train", "--data", _folder.File("faces"), "--task", "swap", "--preset", "tiny", "--images", "16", "--batch", "8", "--out", _folder.File("refine")]));

        Assert.Equal(0, Run("06-swap", [_folder.File("swap"), _folder.File("faces/landmarks.csv"), _folder.File("refine/model.safetensors")]).ExitCode);
        Assert.Contains("swap/swap.png", Files());
    }

    [Fact]
    public void The_evaluation_measures_a_model_at_seven_yaws()
    {
        var model = _folder.File("model.safetensors");
        using (var session = new GlGanBuilder().UsePreset("tiny").UseSyntheticFaces().Build()) session.Save(model);

        var (exitCode, output) = Run("05-evaluate", [_folder.File("out"), "1", model]);

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("training", output);
        Assert.Equal(["model.safetensors", "out/scores.csv", "out/yaws.png"], Files());
        var scores = File.ReadAllLines(_folder.File("out/scores.csv"));
        Assert.Equal("subject,yaw,psnr,ssim,identity,rank1", scores[0]);
        Assert.Equal(["0", "15", "30", "45", "60", "75", "90", "all"], scores.Where(line => line.StartsWith("mean_face,")).Select(line => line.Split(',')[1]));
    }

    [Fact]
    public void Two_photos_and_nothing_else_are_swapped()
    {
        Assert.SkipWhen(new ModelStore().Find(CatalogModel.YuNet) is null, "No face detector is installed here: glgan models install yunet.");
        var people = new SyntheticFaces(seed: 1);
        foreach (var person in new[] { 20, 101 })
            ImageFile.Save(_folder.File($"{person}.png"), people.Render(person, people.View(person, 0) with { Yaw = 0, Pitch = 0 }, 256, FaceTemplate.Ffhq512).Image);

        Assert.Equal(0, Run("07-two-photos", [_folder.File("20.png"), _folder.File("101.png"), _folder.File("swapped.png")]).ExitCode);

        Assert.Contains("swapped.png", Files());
    }

    [Fact]
    public void A_detector_that_is_not_there_is_named()
    {
        var (exitCode, error) = CommandOutput.CaptureError(() => Execute("07-two-photos", ["face.png", "photo.png", "swapped.png", _folder.File("nowhere.onnx")]));

        Assert.Equal(1, exitCode);
        Assert.Contains("nowhere.onnx", error);
    }

    [Theory]
    [MemberData(nameof(WithUsage))]
    public void An_app_says_how_it_is_used(string app)
    {
        var (exitCode, help) = Run(app, ["--help"]);

        Assert.Equal(0, exitCode);
        Assert.StartsWith($"usage: {app}.cs ", help);
        Assert.Equal((2, help), Run(app, ["a", "b", "c", "d", "e"]));
    }

    [Fact]
    public void Every_app_runs_here_and_is_listed()
    {
        string[] run = [.. Runs.Select(row => row.Data.Item1), "03-train-on-a-folder", "05-evaluate", "07-two-photos"];
        var list = File.ReadAllText(RepositoryFiles.At("samples", "README.md"));

        Assert.Equal(Names(), run.Order());
        Assert.All(Names(), app => Assert.Contains($"| `apps/{app}.cs` |", list));
    }

    private static string[] Names() =>
        [.. Directory.EnumerateFiles(RepositoryFiles.At("samples", "apps"), "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    private static (int ExitCode, string Output) Run(string app, string[] arguments) => CommandOutput.Capture(() => Execute(app, arguments));

    private static int Execute(string app, string[] arguments)
    {
        var lines = File.ReadLines(RepositoryFiles.At("samples", "apps", $"{app}.cs")).Select(line => line.StartsWith("#:") ? "" : line);
        return InMemoryProgram.RunApp($"{app}.cs", string.Join('\n', lines), arguments);
    }

    private string[] Files() =>
    [
        .. Directory.EnumerateFiles(_folder.FullPath, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder.FullPath, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];
}
