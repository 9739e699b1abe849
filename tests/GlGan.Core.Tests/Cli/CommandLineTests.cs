using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GlGan.Cli.Commands;
using GlGan.Cli.Training;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;
using GlGan.Training;

namespace GlGan.Tests.Cli;

/// <summary>What people write, mistakes included, and what they are told.</summary>
[Collection("Tensors")]
public sealed class CommandLineTests : IDisposable
{
    private static readonly Type[] NumberTypes = [typeof(double), typeof(int), typeof(long), typeof(ulong)];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> NumberOptions => [.. Options().Where(IsNumber).Select(found => (Words(found.Command), found.Option.Name))];

    public static TheoryData<string, string> ChoiceOptions => [.. Options().Where(found => found.Option.CompletionSources.Count > 0 && found.Option.ValueType != typeof(bool))
        .Select(found => (Words(found.Command), found.Option.Name))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(NumberOptions))]
    public void No_number_of_any_command_has_a_decimal_comma_or_thousands_separators(string command, string option)
    {
        foreach (var text in new[] { "0,5", "1,000", "1'000", "1 000", "1_000", "NaN", "Infinity", "abc", "0x10", "" })
            Assert.Contains(text.Length == 0 ? $"{option}: the value is empty." : $"{option}: '{text}' is not a ", Refusal([.. command.Split(' '), option, text]));
    }

    [Theory]
    [InlineData("--learning-rate: '0,0002' is not a number; write 0.0002.", "--learning-rate", "0,0002")]
    [InlineData("--learning-rate: '1,000' is not a number; write 1000 or 1.000.", "--learning-rate", "1,000")]
    [InlineData("--images: '200.000' is not a whole number; write 200000 or 200.", "--images", "200.000")]
    [InlineData("--images: '2e5' is not a whole number; write 200000.", "--images", "2e5")]
    [InlineData("--images: '0,5' is not a whole number.", "--images", "0,5")]
    [InlineData("--batch: 99999999999 is too large.", "--batch", "99999999999")]
    [InlineData("--seed: -1 is too small.", "--seed", "-1")]
    public void What_was_meant_by_a_number_is_said(string message, string option, string text) =>
        Assert.Contains(message, Refusal("train", option, text, "--data", "synthetic", "--out", "run"));

    [Theory]
    [InlineData("--images must lie in [1, 999999]; got 0.", "data", "synthesize", "--images", "0")]
    [InlineData("--size must lie in [32, 1024]; got 5000.", "data", "synthesize", "--images", "1", "--size", "5000")]
    [InlineData("--identities must be at least 1, or null; got 0. - --workers must be at least 1; got 0.", "data", "synthesize", "--images", "1", "--identities", "0", "--workers", "0")]
    [InlineData("--size must lie in [8, 4096]; got 3.", "data", "pack", "here", "--size", "3")]
    [InlineData("--batch must be at least 1; got 0.", "train", "--data", "synthetic", "--batch", "0")]
    [InlineData("--size must be 32 to 1024 and a multiple of 32 (2^depth); got 33.", "train", "--data", "synthetic", "--size", "33")]
    [InlineData("--learning-rate must not be negative; got -1.", "train", "--data", "synthetic", "--learning-rate", "-1")]
    [InlineData("--keep-checkpoints must be at least 2; got 0.", "train", "--data", "synthetic", "--keep-checkpoints", "0")]
    public void An_option_that_cannot_be_is_refused_by_its_own_name(string message, params string[] command)
    {
        CommandFaces.Write(Directory.CreateDirectory(_folder.File("here")).FullName, count: 1);

        var refusal = Refusal([.. command.Select(word => word == "here" ? _folder.File(word) : word), "--out", _folder.File("run")]);

        Assert.Contains(message, refusal);
        Assert.DoesNotContain("is invalid", refusal);
    }

    [Theory]
    [InlineData("NONE")]
    [InlineData("Embedded")]
    [InlineData("AUTO")]
    public void A_detector_is_named_in_upper_or_lower_case(string name)
    {
        CommandFaces.Write(Directory.CreateDirectory(_folder.File("here")).FullName, count: 1);

        Assert.Equal(0, CommandOutput.CaptureError(() => GlganCommand.Invoke(["data", "inspect", _folder.File("here"), "--detector", name])).ExitCode);
    }

    [Theory]
    [InlineData("""{"data":{"task":"purple"}}""", "the value is none of those that belong there. Path: $.data.task")]
    [InlineData("""{"recipe":{"generator":null}}""", "the value must not be null. Path: $.recipe.generator")]
    [InlineData("""{"wings":2}""", "there is no property 'wings'.")]
    public void A_settings_file_that_does_not_fit_is_refused_by_its_words(string json, string message)
    {
        File.WriteAllText(_folder.File("settings.json"), json);

        var refusal = Refusal("train", "--options", _folder.File("settings.json"), "--out", _folder.File("run"));

        Assert.Contains(message, refusal);
        Assert.DoesNotContain("GlGan.", refusal);
    }

    [Fact]
    public void Text_is_said_through_the_screen_which_makes_it_fit_to_be_shown()
    {
        var sources = Directory.EnumerateFiles(RepositoryFiles.At("src", "GlGan.Cli"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));

        Assert.Equal(["Screen.cs"], sources.Where(path => File.ReadAllText(path).Contains("MarkupLineInterpolated", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void A_recipe_that_is_invalid_is_refused_before_anything_is_measured()
    {
        var (exitCode, output) = CommandOutput.Capture(() => GlganCommand.Invoke(["train", "--data", "synthetic", "--learning-rate", "-1", "--out", _folder.File("run")]));

        Assert.Equal((1, ""), (exitCode, output));
    }

    [Fact]
    public void A_decimal_point_is_one_in_every_culture()
    {
        CommandFaces.Write(_folder.FullPath, count: 1);
        string[] smooth = ["smooth", "--input", _folder.File("0.png"), "--method", "guided", "--strength", "0.5", "--out"];
        Assert.Equal(0, GlganCommand.Invoke([.. smooth, _folder.File("invariant.png")]));
        UseDecimalComma();

        Assert.Equal(0, GlganCommand.Invoke([.. smooth, _folder.File("comma.png")]));
        UseDecimalComma();
        var message = Refusal("smooth", "--input", _folder.File("0.png"), "--method", "guided", "--radius", "2.5", "--out", "o.png");

        Assert.Equal(File.ReadAllBytes(_folder.File("invariant.png")), File.ReadAllBytes(_folder.File("comma.png")));
        Assert.Contains("got 2.5.", message);
    }

    [Fact]
    public void What_is_written_has_decimal_points_in_every_culture()
    {
        UseDecimalComma();

        Assert.Equal(0, GlganCommand.Invoke(["train", "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "8", "--batch", "4", "--learning-rate", "0.0005",
            "--out", _folder.File("run")]));
        UseDecimalComma();
        Assert.Equal(0, GlganCommand.Invoke(["evaluate", "--model", _folder.File("run/model.safetensors"), "--data", "synthetic", "--count", "2", "--metrics", "psnr", "--out", _folder.File("report")]));

        Assert.Contains("\"generator_learning_rate\": 0.0005", File.ReadAllText(_folder.File("run/train.json")));
        Assert.All(File.ReadLines(_folder.File("report/pairs.csv")), line => Assert.Equal(5, line.Split(',').Length));
        Assert.All(File.ReadLines(_folder.File("run/log.jsonl")), line => JsonDocument.Parse(line).Dispose());
    }

    [Theory]
    [MemberData(nameof(ChoiceOptions))]
    public void Choices_are_completed_and_listed_in_the_help(string command, string option)
    {
        var line = $"{command} {option} ";
        var completions = GlganCommand.Create().Parse(line).GetCompletions(line.Length).Select(item => item.Label).ToArray();
        var (_, help) = CommandOutput.Capture(() => GlganCommand.Invoke([.. command.Split(' '), "--help"]));

        Assert.NotEmpty(completions);
        Assert.All(completions, word => Assert.Contains(word, help));
    }

    [Theory]
    [InlineData("train", "--preset", "paper, standard, small, compact, tiny")]
    [InlineData("train", "--adversarial", "hinge, label_distance, least_squares")]
    [InlineData("train", "--task", "region, frontal, swap, paired")]
    [InlineData("smooth", "--method", "guided, bilateral, domain, domain-recursive, skin")]
    [InlineData("swap", "--mask", "hull, ellipse, box")]
    [InlineData("swap", "--blend", "alpha, pyramid, poisson")]
    [InlineData("data pack", "--template", "tpgan128, arcface112")]
    [InlineData("evaluate", "--inception-resize", "clean, legacy-pytorch, legacy-tensor-flow, none")]
    public void A_choice_that_is_none_is_refused_with_the_list_which_the_help_has_too(string command, string option, string choices)
    {
        Assert.Contains($"{option}: 'qux' is unknown. Known: {choices}", Refusal([.. command.Split(' '), option, "qux"]));
        Assert.Contains($"One of {choices}", CommandOutput.Capture(() => GlganCommand.Invoke([.. command.Split(' '), "--help"])).Output);
    }

    [Theory]
    [InlineData("train", "--learning-rate", "[default: 0.0002 with paper, standard; 0.001 with small, compact, tiny]")]
    [InlineData("train", "--size", "[default: 128 with paper, standard; 64 with small, compact; 32 with tiny]")]
    [InlineData("train", "--preset", "[default: small]")]
    [InlineData("train", "--clip-norm", "[default: none]")]
    [InlineData("train", "--schedule", "[default: linear_decay]")]
    [InlineData("train", "--max-damaged", "[default: 100]")]
    [InlineData("smooth", "--strength", "[default: 1; skin 0.8]")]
    [InlineData("swap", "--feather", "[default: hull 0.1; ellipse 0.15; box 0.15]")]
    [InlineData("demo", "--minutes", "[default: 5.5]")]
    public void Defaults_are_in_the_help(string command, string option, string value)
    {
        UseDecimalComma();
        var (_, help) = CommandOutput.Capture(() => GlganCommand.Invoke([command, "--help"]));

        Assert.EndsWith(value, help.Split('\n').Single(line => line.TrimStart().StartsWith($"{option} ", StringComparison.Ordinal)).TrimEnd());
    }

    [Theory]
    [InlineData("'--methd' is no option of '* smooth'; did you mean '--method'?", "* smooth --help", "smooth", "--input", "i.png", "--methd", "skin", "--out", "o.png")]
    [InlineData("'-method' is no option of '* smooth'; did you mean '--method'?", "* smooth --help", "smooth", "-method", "skin")]
    [InlineData("'smoth' is no command of '*'; did you mean 'smooth'?", "* --help", "smoth", "--input", "i.png")]
    [InlineData("'inspct' is no command of '* data'; did you mean 'inspect'?", "* data --help", "data", "inspct", "x")]
    [InlineData("'unrelated' is no command of '* data'. Known: landmarks, inspect, pack, synthesize.", "* data --help", "data", "unrelated")]
    [InlineData("'i.png' belongs to no option of '* smooth'.", "* smooth --help", "smooth", "i.png")]
    [InlineData("--input, --method and --out are needed.", "* smooth --help", "smooth")]
    [InlineData("<dataset> is needed.", "* data inspect --help", "data", "inspect")]
    [InlineData("--strength needs a value.", "* smooth --help", "smooth", "--input", "i", "--method", "skin", "--out", "o", "--strength")]
    [InlineData("--strength is given more than once.", "* smooth --help", "smooth", "--input", "i", "--method", "skin", "--out", "o", "--strength", "1", "--strength", "0.5")]
    [InlineData("'perhaps' belongs to no option of '* smooth'.", "* smooth --help", "smooth", "--input", "i", "--method", "skin", "--out", "o", "--side-by-side=perhaps")]
    [InlineData("--out: the value is empty.", "* smooth --help", "smooth", "--input", "i", "--method", "skin", "--out", "")]
    [InlineData("--model: the value is empty.", "* generate --help", "generate", "--model", "", "--input", "i", "--landmarks", "x", "--out", "o.png")]
    public void A_mistake_takes_two_lines_one_of_which_leads_to_the_help(string message, string help, params string[] command)
    {
        var tool = GlganCommand.Create().Name;

        var (exitCode, error) = CommandOutput.CaptureError(() => GlganCommand.Invoke(command));

        Assert.Equal(1, exitCode);
        Assert.Equal([$"error: {message.Replace("*", tool)}", $"See '{help.Replace("*", tool)}'."], error.TrimEnd().Split('\n').Select(line => line.TrimEnd()));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("smooth", "--help")]
    [InlineData("unknown")]
    [InlineData("smooth", "--input", "nothing", "--method", "guided", "--out", "x")]
    public void A_full_disk_under_the_output_ends_a_command_without_a_stack_trace(params string[] command)
    {
        var (output, error) = (Console.Out, Console.Error);
        try
        {
            Console.SetOut(new FullWriter());
            Console.SetError(new FullWriter());
            Assert.Equal(1, GlganCommand.Invoke(command));
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    [Fact]
    public void Where_nothing_is_asked_for_the_commands_are_listed()
    {
        var (exitCode, output) = CommandOutput.Capture(() => GlganCommand.Invoke([]));

        Assert.Equal(1, exitCode);
        Assert.Contains("Find faces in photos; inspect, pack and make datasets.", output);
    }

    [Theory]
    [InlineData("--input: there is no file or folder 'nothing'.", "smooth", "--input", "nothing", "--method", "guided", "--out", "x")]
    [InlineData("--landmarks: '.' is a folder, and no list of points", "smooth", "--input", "i.png", "--method", "skin", "--landmarks", ".", "--out", "x.png")]
    [InlineData("--mask: there is no file or folder 'nothing'.", "blend", "--foreground", "i.png", "--background", "i.png", "--mask", "nothing", "--out", "x")]
    [InlineData("--target: there is no file or folder 'nothing'.", "swap", "--source", "i.png", "--target", "nothing", "--out", "x")]
    [InlineData("--model: '.' is a folder; give a file.", "swap", "--source", "i.png", "--target", "i.png", "--model", ".", "--out", "x")]
    [InlineData("Give --source, a photo or a folder, or --map", "swap", "--target", "i.png", "--out", "x.png")]
    [InlineData("--target-face: 'second' is none of largest, left-to-right, all and a number from 1.", "swap", "--source", "i.png", "--target", "i.png", "--target-face", "second", "--out", "x.png")]
    [InlineData("--keep-metadata: 'all' is unknown. Give nothing, or gps.", "smooth", "--input", "i.png", "--method", "guided", "--keep-metadata", "all", "--out", "x.png")]
    [InlineData("--model: there is no file 'nothing'.", "evaluate", "--model", "nothing", "--data", "synthetic", "--out", "x")]
    [InlineData("--recognizer: there is no file 'nothing'.", "evaluate", "--model", "i.png", "--data", "synthetic", "--recognizer", "nothing", "--out", "x")]
    [InlineData("--options: there is no file 'nothing'.", "train", "--options", "nothing", "--out", "x")]
    [InlineData("--out: '.' is a folder; give a file.", "smooth", "--input", "i.png", "--method", "guided", "--out", ".")]
    [InlineData("--out: '.' is a folder; give a file.", "data", "pack", ".", "--size", "32", "--out", ".")]
    [InlineData("--landmarks: 'nothing.csv' is no file, and no list of points: Expected 10 numbers", "generate", "--model", "i.png", "--input", "i.png", "--landmarks", "nothing.csv", "--out", "x.png")]
    [InlineData("--landmarks: '.' is a folder, and no list of points", "generate", "--model", "i.png", "--input", "i.png", "--landmarks", ".", "--out", "x.png")]
    [InlineData("'i.png': no safetensors file, but a PNG image.", "evaluate", "--model", "i.png", "--data", "synthetic", "--out", "x")]
    [InlineData("--count must be from 1 to 1000000.", "evaluate", "--model", "i.png", "--data", "synthetic", "--count", "0", "--out", "x")]
    [InlineData("--count must be from 1 to 1000000.", "evaluate", "--model", "i.png", "--data", "synthetic", "--count", "2147483647", "--out", "x")]
    [InlineData("--workers must lie in [1, 1024]; got 100000.", "train", "--data", "synthetic", "--workers", "100000", "--out", "x")]
    [InlineData("--images: A training in 2 phases needs at least 2 images; got 0.", "train", "--data", "synthetic", "--images", "0", "--out", "x")]
    [InlineData("--fine-tuning: The share of fine-tuning lies between 0 and 1; got 2.", "train", "--data", "synthetic", "--fine-tuning", "2", "--out", "x")]
    [InlineData("--limit must be at least 1; got 0.", "data", "inspect", ".", "--limit", "0")]
    [InlineData("--minutes must be more than 0", "demo", "--minutes", "0", "--out", "x")]
    [InlineData("A batch of 1000000 images of 32x32 pixels takes more than 2 GB", "train", "--data", "synthetic", "--preset", "tiny", "--batch", "1000000", "--images", "1000000", "--out", "x")]
    public void What_is_missing_or_something_else_is_named_by_its_option(string message, params string[] command)
    {
        ImageFile.Save(_folder.File("i.png"), new ImageBuffer(8, 8));
        string[] files = ["i.png", "x", "x.png", "."];
        string Place(string text) => text == "." ? _folder.FullPath : _folder.File(text);

        var error = CommandOutput.Refusal([.. command.Select(word => files.Contains(word) ? Place(word) : word)]);

        Assert.Contains(message.Replace("'.'", $"'{_folder.FullPath}'").Replace("'i.png'", $"'{_folder.File("i.png")}'"), error);
    }

    [Fact]
    public void Points_on_the_command_line_have_decimal_points_in_every_culture()
    {
        var face = new SyntheticFaces(seed: 5).Render(0, FaceView.Frontal, 96);
        ImageFile.Save(_folder.File("0.png"), face.Image);
        var points = string.Join(' ', face.Landmarks.ToArray().Select(point => FormattableString.Invariant($"{point.X},{point.Y}")));
        string[] generate = ["generate", "--model", TinyModel.Save(_folder, 1, ModelPurpose.Region), "--input", _folder.File("0.png"), "--landmarks", points, "--out"];
        Assert.Equal(0, GlganCommand.Invoke([.. generate, _folder.File("invariant.png")]));
        UseDecimalComma();

        Assert.Equal(0, GlganCommand.Invoke([.. generate, _folder.File("comma.png")]));

        Assert.Equal(File.ReadAllBytes(_folder.File("invariant.png")), File.ReadAllBytes(_folder.File("comma.png")));
    }

    [Fact]
    public void Lines_of_redirected_output_are_not_broken()
    {
        var deep = Path.Combine(_folder.FullPath, new string('d', 120));
        Directory.CreateDirectory(deep);
        CommandFaces.Write(deep, count: 1);
        string[] smooth = ["exec", typeof(GlganCommand).Assembly.Location, "smooth", "--input", Path.Combine(deep, "0.png"), "--method", "skin", "--landmarks"];

        var (exitCode, output, _) = ChildProcess.Run("dotnet", [.. smooth, Path.Combine(deep, "landmarks.csv"), "--out", Path.Combine(deep, "out.png")]);
        var (_, _, error) = ChildProcess.Run("dotnet", [.. smooth, Path.Combine(deep, "none.csv"), "--out", Path.Combine(deep, "out.png")]);

        Assert.Equal(0, exitCode);
        Assert.Equal($"wrote {Path.Combine(deep, "out.png")}, marked as algorithmicallyEnhanced\n", output);
        Assert.StartsWith($"error: --landmarks: '{Path.Combine(deep, "none.csv")}' is no file, and no list of points: Expected 10 numbers", error);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(64)]
    [InlineData(96)]
    public void Where_hardly_any_file_can_be_opened_the_exit_code_says_so_and_no_trace(int handles)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Handles are counted by the shell.");
        var tool = $"ulimit -n {handles}; exec dotnet exec '{typeof(GlganCommand).Assembly.Location}' train --data synthetic --task frontal --preset tiny --images 8 --out '{_folder.File("run")}'";

        var (exitCode, _, error) = ChildProcess.Run("bash", ["-c", tool]);

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public void What_the_library_refuses_ends_in_one_line_whatever_the_type_of_its_exception()
    {
        var model = TinyModel.Save(_folder, 1);
        using var other = new GlGan.Generators.GlGanGenerator(GlGanPreset.Compact.Generator, 1);

        Assert.Contains("does not fit the module", Refusal(() => GlGan.Serialization.ModuleWeights.Load(other, model)));
        Assert.Contains("This GL-GAN cannot be built", Refusal(() => new GlGanBuilder().Build()));
        Assert.Contains("Expected 10 numbers", Refusal(() => GlGan.Faces.LandmarksText.Parse("1")));
        Assert.Equal(70, CommandRunner.Run(_ => new List<int>().Max()));

        static string Refusal(Action action) => CommandOutput.Refusal(() => CommandRunner.Run(_ =>
        {
            action();
            return 0;
        }));
    }

    [Fact]
    public void Changes_that_come_to_nothing_are_refused_when_a_run_is_resumed()
    {
        var run = _folder.File("run");
        string[] train = ["train", "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "8", "--batch", "4", "--out", run];
        string[] resume = ["train", "--resume", "--allow-changes", "--out", run];
        Assert.Equal(0, GlganCommand.Invoke(train));
        var settings = File.ReadAllText(Path.Combine(run, "train.json"));
        var model = File.ReadAllBytes(Path.Combine(run, "model.safetensors"));

        var size = CommandOutput.Refusal([.. resume, "--size", "48"]);
        var fewer = CommandOutput.Refusal([.. resume, "--images", "4"]);
        var data = CommandOutput.Refusal([.. resume, "--max-damaged", "3"]);
        var preset = CommandOutput.Refusal([.. resume, "--preset", "compact", "--images", "16"]);
        var (exitCode, output) = CommandOutput.Capture(() => GlganCommand.Invoke(["train", "--resume", "--out", run]));

        Assert.Contains("the training is at its end, with 8 images: a changed recipe would change nothing. - generator.image_size: 32 in the checkpoint, 48 now", size);
        Assert.Contains("Train on more images, or begin another training.", size);
        Assert.Contains("the training is at its end, with 8 images", fewer);
        Assert.Contains("The run is finished: other data would change nothing. - max_damaged: 100 before, 3 now", data);
        Assert.Contains("its weights do not fit the networks of the changed recipe: - generator.", preset);
        Assert.Equal(0, exitCode);
        Assert.Contains("The run was finished already, so nothing was trained", output);
        Assert.Equal(settings, File.ReadAllText(Path.Combine(run, "train.json")));
        Assert.Equal(model, File.ReadAllBytes(Path.Combine(run, "model.safetensors")));
    }

    [Theory]
    [InlineData(0.001, "200000 images will take about 3 minutes on this machine.")]
    [InlineData(0.1, "200000 images will take about 6 hours on this machine.")]
    [InlineData(0.7, "200000 images will take about 39 hours on this machine. The preset small would take about 4 hours: stop by Ctrl-C and begin with --preset small and another --out, or with fewer --images.")]
    [InlineData(8, "200000 images will take about 19 days on this machine. The preset compact would take about 12 hours: stop by Ctrl-C and begin with --preset compact and another --out, or with fewer --images.")]
    public void A_training_says_first_what_it_will_take_and_which_preset_suits_the_machine(double seconds, string expected)
    {
        var forecast = new TrainingForecast(recipe => TimeSpan.FromSeconds(seconds * (recipe.Generator == GlGanPreset.Small.Generator ? 0.1 : recipe.Generator == GlGanPreset.Compact.Generator ? 0.027 : 1)));

        Assert.Equal(expected, forecast.Describe(GlGanPreset.Standard.Recipe));
    }

    [Fact]
    public void Where_measuring_is_stopped_nothing_is_said() =>
        Assert.Null(new TrainingForecast(recipe => recipe.Generator == GlGanPreset.Standard.Generator ? TimeSpan.FromDays(1) : TimeSpan.Zero).Describe(GlGanPreset.Standard.Recipe));

    [Fact]
    public void The_first_steps_of_a_training_are_measured()
    {
        var (exitCode, output) = CommandOutput.Capture(() => GlganCommand.Invoke(
            ["train", "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "200", "--batch", "1", "--out", _folder.File("run")]));

        Assert.Equal(0, exitCode);
        Assert.Matches(@"200 images will take about \d+ (seconds|minutes) on this machine\.\n", output);
    }

    /// <summary>As in German, on a machine that knows no cultures.</summary>
    private static void UseDecimalComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (",", ".", "−");
        CultureInfo.CurrentCulture = culture;
    }

    private static string Refusal(params string[] command) => CommandOutput.Refusal(command);

    private static IEnumerable<(Command Command, Option Option)> Options() => All(GlganCommand.Create()).SelectMany(command => command.Options.Select(option => (command, option)));

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static bool IsNumber((Command Command, Option Option) found) => NumberTypes.Contains(Nullable.GetUnderlyingType(found.Option.ValueType) ?? found.Option.ValueType);

    private static string Words(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { Parents: var above } parent && above.Any() ? $"{parent.Name} {command.Name}" : command.Name;

    private sealed class FullWriter : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("No space left on device");

        public override void Write(string? value) => throw new IOException("No space left on device");
    }
}
