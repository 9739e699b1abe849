using System.Text.Json;
using GlGan.Cli.Commands;
using GlGan.Losses;
using GlGan.Training;
using GlGan.Imaging;

namespace GlGan.Tests.Cli;

[Collection("Tensors")]
public sealed class CommandTests
{
    [Fact]
    public void Training_on_a_folder_gives_a_model_that_generates_a_marked_image()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 3);
        var run = folder.File("run");

        var trained = GlganCommand.Invoke(["train", "--data", folder.FullPath, "--preset", "tiny", "--images", "40", "--batch", "4", "--out", run]);
        var generated = GlganCommand.Invoke(["generate", "--model", Path.Combine(run, "model.safetensors"), "--input", folder.File("0.png"),
            "--landmarks", folder.File("landmarks.csv"), "--out", folder.File("out.png")]);

        Assert.Equal((0, 0), (trained, generated));
        Assert.Superset(new HashSet<string> { "model.safetensors", "log.jsonl", "losses.png", "grid.png", "metrics.json" }, Directory.GetFiles(run).Select(file => Path.GetFileName(file)!).ToHashSet());
        Assert.Equal(96, ImageFile.Load(folder.File("out.png")).Width);
        Assert.NotNull(Provenance.Read(File.ReadAllBytes(folder.File("out.png"))));
        Assert.All(File.ReadLines(Path.Combine(run, "log.jsonl")), line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void A_training_that_explodes_ends_with_an_exit_code_of_its_own()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, error) = CommandOutput.CaptureError(() => GlganCommand.Invoke(
            ["train", "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "2000", "--batch", "2", "--learning-rate", "0.5", "--discriminator-learning-rate", "0.2",
                "--adversarial-weight", "1", "--feature-matching", "10", "--out", folder.File("run")]));

        Assert.Equal(3, exitCode);
        Assert.Contains("It went back 3 times", CommandOutput.OneLine(error));
    }

    [Fact]
    public void A_run_is_never_overwritten_and_its_settings_are_kept()
    {
        using var folder = new TemporaryFolder();
        var run = folder.File("run");
        string[] train = ["train", "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "8", "--batch", "4", "--adversarial", "hinge", "--r1", "0.5", "--out", run];
        Assert.Equal(0, GlganCommand.Invoke(train));

        Assert.Contains("holds a run already: go on with it by --resume", CommandOutput.Refusal(train));
        Assert.Contains("objective.adversarial.name: \"hinge\" in the checkpoint, \"least_squares\" now", CommandOutput.Refusal("train", "--resume", "--adversarial", "least_squares", "--out", run));
        Assert.Equal(0, GlganCommand.Invoke(["train", "--resume", "--images", "16", "--allow-changes", "--out", run]));
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "train.json")));
        var recipe = RecipeJson.Read(settings.RootElement.GetProperty("recipe").GetRawText());
        Assert.IsType<HingeLoss>(recipe.Objective.Adversarial);
        Assert.Equal(16, recipe.Phases.Sum(phase => phase.Images));
        Assert.Equal([0L, 8, 16], File.ReadLines(Path.Combine(run, "log.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("images").GetInt64()).Distinct());
    }

    [Fact]
    public void A_settings_file_is_edited_in_place_and_checked_like_options()
    {
        using var folder = new TemporaryFolder();
        var run = folder.File("run");
        string[] train = ["train", "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "8", "--batch", "4", "--r1", "5", "--r2", "1", "--penalty-interval", "8", "--out", run];
        Assert.Equal(0, GlganCommand.Invoke(train));
        var file = Path.Combine(run, "train.json");

        // The same words again change nothing.
        Assert.Equal(0, GlganCommand.Invoke([.. train, "--resume"]));
        Assert.Equal(0, GlganCommand.Invoke(["train", "--options", file, "--r1", "3", "--out", folder.File("other")]));
        var penalties = RecipeJson.Read(JsonDocument.Parse(File.ReadAllText(folder.File("other/train.json"))).RootElement.GetProperty("recipe").GetRawText()).Objective.Penalties;
        Assert.Equal([("r1", 8), ("r2", 8)], penalties.Select(penalty => (penalty.Name, penalty.Interval)));

        File.WriteAllText(file, File.ReadAllText(file).Replace("\"perceptual\"", "\"beauty\""));
        Assert.Contains("--best-by: 'beauty' is unknown", CommandOutput.Refusal("train", "--options", file, "--out", folder.File("third")));
        File.WriteAllText(file, """{ "data": "synthetic", "learning_rate": 0.1 }""");
        Assert.Contains("is no settings file of this version's glgan train", CommandOutput.Refusal("train", "--options", file, "--out", folder.File("third")));
    }

    [Fact]
    public void The_demo_writes_what_it_promises_and_measures_every_yaw_bin()
    {
        using var folder = new TemporaryFolder();

        var exitCode = GlganCommand.Invoke(["demo", "--minutes", "0.02", "--seed", "3", "--out", folder.FullPath]);

        Assert.Equal(0, exitCode);
        Assert.Superset(new HashSet<string> { "grid.png", "losses.png", "metrics.json", "model.safetensors" }, folder.Names().ToHashSet());
        using var metrics = JsonDocument.Parse(File.ReadAllText(folder.File("metrics.json")));
        var output = metrics.RootElement.GetProperty("measured").GetProperty("subjects").EnumerateArray().Single(subject => subject.GetProperty("name").GetString() == "output");
        var bins = output.GetProperty("bins").EnumerateArray().ToArray();
        Assert.Equal(["0", "30", "60", "90"], bins.Select(bin => bin.GetProperty("bin").GetString()));
        Assert.All(bins, bin => Assert.True(bin.GetProperty("count").GetInt32() >= 100));
        Assert.All(bins, bin => Assert.InRange(bin.GetProperty("means").GetProperty("psnr").GetDouble(), 1, 60));
        Assert.All(bins, bin => Assert.InRange(bin.GetProperty("identification").GetProperty("1").GetDouble(), 0, 1));
    }

    [Theory]
    [InlineData("--preset: 'huge' is unknown. Known: paper, standard, small, compact, tiny.", "train", "--data", "x", "--preset", "huge", "--out", "y")]
    [InlineData("--local-landmarks needs --local.", "generate", "--model", "m", "--input", "i.png", "--local-landmarks", "1,2", "--out", "o.png")]
    [InlineData("Expected 10 numbers", "generate", "--model", "m", "--input", "i.png", "--landmarks", "1,2", "--out", "o.png")]
    [InlineData("needs several views of each person", "train", "--data", ".", "--task", "frontal", "--out", "y")]
    public void Wrong_arguments_end_with_one_line_that_says_what_to_do(string message, params string[] args)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Save(folder.File("i.png"), new ImageBuffer(8, 8));
        string[] inFolder = [.. args.Select(arg => arg is "y" or "i.png" or "l.png" or "o.png" ? folder.File(arg) : arg)];

        Assert.Contains(message, CommandOutput.Refusal(inFolder));
    }

    [Fact]
    public void The_doctor_finds_that_training_runs_here() => Assert.Equal(0, GlganCommand.Invoke(["doctor"]));
}
