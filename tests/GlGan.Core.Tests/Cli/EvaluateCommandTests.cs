using System.Text.Json;
using System.Text.RegularExpressions;
using GlGan.Cli.Commands;
using GlGan.Cli.Display;
using GlGan.Cli.Evaluation;
using GlGan.Generators;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;
using GlGan.Training;

namespace GlGan.Tests.Cli;

[Collection("Tensors")]
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void An_evaluation_writes_numbers_a_table_of_every_pair_and_a_page_that_needs_no_other_file()
    {
        var model = TinyModel.Save(_folder, 3);
        File.WriteAllText(_folder.File("log.jsonl"), """{"phase":"joint","images":10,"losses":{"pixel":0.5}}""" + "\n" + """{"phase":"joint","images":20,"losses":{"pixel":0.25}}""" + "\n");

        var exitCode = GlganCommand.Invoke(["evaluate", "--model", model, "--data", "synthetic", "--count", "3", "--seed", "7", "--out", _folder.File("report")]);

        Assert.Equal(0, exitCode);
        using var metrics = JsonDocument.Parse(File.ReadAllText(_folder.File("report/metrics.json")));
        var subjects = metrics.RootElement.GetProperty("subjects").EnumerateArray().ToArray();
        Assert.Equal(["output", "gp_gen", "input", "mean_face"], subjects.Select(subject => subject.GetProperty("name").GetString()!));
        Assert.Equal(["0", "15", "30", "45", "60", "75", "90"], subjects[0].GetProperty("bins").EnumerateArray().Select(bin => bin.GetProperty("bin").GetString()!));
        Assert.Equal(["psnr", "ssim", "perceptual", "identity", "landmark_error"], subjects[0].GetProperty("all").GetProperty("means").EnumerateObject().Select(mean => mean.Name));
        var found = subjects[0].GetProperty("all").GetProperty("identification_by").EnumerateObject().ToDictionary(judge => judge.Name, judge => judge.Value.GetProperty("1").GetDouble());
        Assert.Equal(["embedded_network", "pixels", "network_of_the_loss"], found.Keys);
        Assert.Equal(found["embedded_network"], subjects[0].GetProperty("all").GetProperty("identification").GetProperty("1").GetDouble());
        Assert.Equal(
            ["spectral_peaks_2", "spectral_peaks_3", "spectral_peaks_4", "spectral_peaks_8", "colors_red_shift", "colors_red_spread"],
            subjects[0].GetProperty("distributions").EnumerateObject().Select(number => number.Name).SkipWhile(name => name.StartsWith("frechet", StringComparison.Ordinal)).Take(6));
        Assert.Equal(JsonValueKind.Null, metrics.RootElement.GetProperty("clean").ValueKind);
        Assert.Equal(1 + 4 * 21, File.ReadLines(_folder.File("report/pairs.csv")).Count());

        var page = File.ReadAllText(_folder.File("report/report.html"));
        Assert.DoesNotMatch(new Regex("""(src|href)="(?!data:)|https?:|url\(|@import|<script"""), page);
        Assert.Contains("alt=\"losses of the training\"", page);
        Assert.All((string[])["rank-1, pixels", "rank-5, network of the loss", "no independent judge", "spectral peaks 2", "colors blue spread"], words => Assert.Contains(words, page));
        Assert.All(new[] { "best", "median", "worst" }, grid => Assert.Contains($"alt=\"{grid}\"", page));
    }

    [Fact]
    public void A_region_model_is_measured_on_a_dataset_by_metrics_of_the_names_that_the_report_has()
    {
        CommandFaces.Write(_folder.FullPath, count: 5);

        var exitCode = GlganCommand.Invoke([
            "evaluate", "--model", TinyModel.Save(_folder, 3, ModelPurpose.Region), "--data", _folder.FullPath, "--count", "7",
            "--metrics", "psnr,landmark_error,frechet_synthetic_faces", "--out", _folder.File("report")]);

        Assert.Equal(0, exitCode);
        using var metrics = JsonDocument.Parse(File.ReadAllText(_folder.File("report/metrics.json")));
        var output = metrics.RootElement.GetProperty("subjects")[0];
        Assert.Equal(7, output.GetProperty("all").GetProperty("count").GetInt32());
        Assert.Equal(["psnr", "landmark_error"], output.GetProperty("all").GetProperty("means").EnumerateObject().Select(mean => mean.Name));
        Assert.Equal("frechet_synthetic_faces", output.GetProperty("distributions").EnumerateObject().First().Name);
        Assert.Empty(output.GetProperty("all").GetProperty("identification").EnumerateObject());
    }

    [Fact]
    public void A_model_that_makes_faces_worse_is_called_so_everywhere()
    {
        CommandFaces.Write(_folder.FullPath, count: 5);

        var (exitCode, printed) = CommandOutput.Capture(() => GlganCommand.Invoke([
            "evaluate", "--model", TinyModel.SaveRepainting(_folder, 3, ModelPurpose.Region), "--data", _folder.FullPath, "--metrics", "psnr,ssim", "--out", _folder.File("report")]));

        Assert.Equal(0, exitCode);
        using var metrics = JsonDocument.Parse(File.ReadAllText(_folder.File("report/metrics.json")));
        var verdicts = metrics.RootElement.GetProperty("verdicts").EnumerateArray().ToArray();
        Assert.Equal(
            ["whole_picture psnr", "whole_picture ssim", "left_eye psnr", "right_eye psnr", "nose psnr", "mouth psnr"],
            verdicts.Select(verdict => $"{verdict.GetProperty("area").GetString()} {verdict.GetProperty("metric").GetString()}"));
        Assert.True(verdicts[0].GetProperty("is_worse").GetBoolean());
        Assert.True(verdicts[0].GetProperty("output").GetDouble() < verdicts[0].GetProperty("input").GetDouble());
        var warning = metrics.RootElement.GetProperty("warning").GetString()!;
        Assert.StartsWith("The output is worse than the input: whole picture ", warning);
        Assert.Contains(warning, CommandOutput.OneLine(printed));
        Assert.Matches(@"psnr, left eye +│ [0-9.]+ +│ [0-9.]+ +│ 0\.0 ?% +│ 100\.0 ?%", printed);
        Assert.Contains($"<p class=\"warning\">{warning}</p>", File.ReadAllText(_folder.File("report/report.html")));
    }

    [Fact]
    public void A_training_that_makes_faces_worse_says_so_at_its_end()
    {
        CommandFaces.Write(_folder.FullPath, count: 12);
        var recipe = GlGanPreset.Tiny.Recipe;
        var repainting = RecipeJson.Write(recipe with { Generator = recipe.Generator with { Composition = OutputComposition.Repaint } });
        File.WriteAllText(_folder.File("repaint.json"), $$"""{"recipe":{{repainting}}}""");

        var (exitCode, printed) = CommandOutput.Capture(() => GlganCommand.Invoke([
            "train", "--options", _folder.File("repaint.json"), "--data", _folder.FullPath, "--hold-out", "0.3", "--images", "16", "--batch", "4", "--out", _folder.File("run")]));

        Assert.Equal(0, exitCode);
        Assert.Contains("The output is worse than the input: whole picture ", CommandOutput.OneLine(printed));
    }

    [Fact]
    public void What_comes_back_of_clean_faces_is_measured_of_a_region_model()
    {
        CommandFaces.Write(_folder.FullPath, count: 5);

        var (exitCode, printed) = CommandOutput.Capture(() => GlganCommand.Invoke([
            "evaluate", "--model", TinyModel.Save(_folder, 3, ModelPurpose.Region), "--data", _folder.FullPath, "--metrics", "ssim", "--out", _folder.File("report")]));

        Assert.Equal(0, exitCode);
        using var metrics = JsonDocument.Parse(File.ReadAllText(_folder.File("report/metrics.json")));
        var clean = metrics.RootElement.GetProperty("clean");
        Assert.Equal((5, 0), (clean.GetProperty("count").GetInt32(), clean.GetProperty("unchanged").GetInt32()));
        Assert.InRange(clean.GetProperty("mean").GetDouble(), clean.GetProperty("minimum").GetDouble(), 60);
        Assert.Contains("clean", metrics.RootElement.GetProperty("subjects").EnumerateArray().Select(subject => subject.GetProperty("name").GetString()));
        Assert.Matches(@"A clean input comes back at [0-9.]+ dB, at the least [0-9.]+ dB\.", printed);
        Assert.Contains("A clean input comes back at ", File.ReadAllText(_folder.File("report/report.html")));
    }

    [Theory]
    [InlineData(8, 8, "A clean input comes back unchanged.")]
    [InlineData(8, 2, "A clean input comes back at 41.20 dB, at the least 35.10 dB; 2 of 8 come back unchanged and are left out of the mean.")]
    [InlineData(8, 0, "A clean input comes back at 41.20 dB, at the least 35.10 dB.")]
    public void Faces_that_come_back_unchanged_are_said_to(int count, int unchanged, string sentence) =>
        Assert.Equal(sentence, EvaluationPage.InWords(new(count, unchanged, 41.2, 35.1)));

    [Theory]
    [InlineData("'beauty' is unknown. Known: psnr, ssim", "--metrics", "psnr,beauty")]
    [InlineData("give its TorchScript file with --inception", "--metrics", "psnr,fid")]
    [InlineData("ms_ssim needs images of at least 161 pixels; the model's have 32", "--metrics", "ms_ssim")]
    [InlineData("must name at least one metric of single images", "--metrics", "frechet_synthetic_faces")]
    public void What_cannot_be_measured_is_said_before_anything_is_written(string message, params string[] args)
    {
        Assert.Contains(message, FrontalError(["--count", "2", .. args]));
        Assert.False(Directory.Exists(_folder.File("report")));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_before_the_first_pair_is_made()
    {
        CommandFaces.Write(_folder.FullPath, count: 2);
        foreach (var image in Directory.GetFiles(_folder.FullPath, "*.png")) File.WriteAllText(image, "damaged");
        var file = _folder.File("report");
        File.WriteAllText(file, "in the way");

        Assert.Contains($"'{file}'", CommandOutput.Refusal("evaluate", "--data", _folder.FullPath, "--model", TinyModel.Save(_folder, 3, ModelPurpose.Region), "--metrics", "psnr", "--out", file));
    }

    [Fact]
    public void A_network_that_fails_on_the_images_is_an_error_that_names_its_file()
    {
        var network = Path.Combine(AppContext.BaseDirectory, "Fixtures", "features", "dictionary.pt");

        // The console breaks the path wherever its line ends.
        var error = FrontalError("--recognizer", network).Replace(" ", "");

        Assert.Contains("dictionary.pt'mustreturnatensor", error);
        Assert.False(Directory.Exists(_folder.File("report")));
    }

    [Fact]
    public void A_training_without_a_log_is_an_error_when_asked_for()
    {
        Assert.Contains("log.jsonl", FrontalError("--run", _folder.File("nowhere")));
        Assert.False(Directory.Exists(_folder.File("report")));
    }

    [Fact]
    public void Persons_of_the_training_are_not_measured() =>
        Assert.Contains("--count must be at most 10000", FrontalError("--count", "10001"));

    [Fact]
    public void A_line_cut_short_is_left_out_of_the_plot_of_losses()
    {
        var (whole, cut) = (_folder.File("whole.jsonl"), _folder.File("cut.jsonl"));
        var lines = """{"phase":"joint","images":10,"losses":{"pixel":0.5}}""" + "\n" + """{"phase":"joint","images":20,"losses":{"pixel":0.25}}""" + "\n";
        File.WriteAllText(whole, lines);
        File.WriteAllText(cut, lines + """{"phase":"joint","ima""");

        Assert.Equal(LossPlot.Draw(whole), LossPlot.Draw(cut));
    }

    [Fact]
    public void Training_keeps_and_exports_the_checkpoint_that_measures_best()
    {
        var run = _folder.File("run");

        var exitCode = GlganCommand.Invoke(
            ["train", "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "24", "--batch", "4", "--checkpoint-images", "8", "--evaluate-every", "8",
                "--best-by", "identity", "--out", run]);

        Assert.Equal(0, exitCode);
        using var best = GlGanModel.Load(Path.Combine(run, "best-model.safetensors"));
        var measured = Directory.GetFiles(run, "state.json", SearchOption.AllDirectories).Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement)
            .Where(state => state.GetProperty("scores").TryGetProperty("identity", out _))
            .ToDictionary(state => state.GetProperty("images").GetInt64(), state => state.GetProperty("scores").GetProperty("identity").GetProperty("value").GetDouble());
        Assert.Equal(measured.MaxBy(entry => entry.Value).Key, best.Info.ImagesTrained);
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json")));
        Assert.Equal(24, metrics.RootElement.GetProperty("evaluation").GetProperty("images_trained").GetInt64());
    }

    [Theory]
    [InlineData("global", true, false)]
    [InlineData("local", false, true)]
    public void One_pathway_alone_is_trained_and_measured(string pathways, bool global, bool local)
    {
        var run = _folder.File("run");

        var exitCode = GlganCommand.Invoke(
            ["train", "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "8", "--batch", "4", "--pathways", pathways, "--fine-tuning", "0", "--out", run]);

        Assert.Equal(0, exitCode);
        using var model = GlGanModel.Load(Path.Combine(run, "model.safetensors"));
        Assert.Equal((global, local), (model.Generator.Global is not null, model.Generator.Local.Count > 0));
        Assert.DoesNotContain("fine-tuning", File.ReadAllText(Path.Combine(run, "log.jsonl")));
    }

    public void Dispose() => _folder.Dispose();

    private string FrontalError(params string[] arguments) =>
        CommandOutput.Refusal(["evaluate", "--data", "synthetic", "--model", TinyModel.Save(_folder, 3), "--out", _folder.File("report"), .. arguments]);
}
