using System.Text.Json;
using GlGan.Cli.Commands;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Cli;

[Collection("Tensors")]
public sealed class DataCommandTests
{
    [Fact]
    public void Packing_a_folder_gives_a_pack_that_trains()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 5);
        File.WriteAllText(folder.File("3.png"), "no image");
        var pack = folder.File("faces.glpack");

        var packed = GlganCommand.Invoke(["data", "pack", folder.FullPath, "--size", "32", "--out", pack, "--workers", "2"]);
        var trained = GlganCommand.Invoke(["train", "--data", pack, "--preset", "tiny", "--images", "8", "--batch", "4", "--out", folder.File("run")]);

        Assert.Equal((0, 0), (packed, trained));
        using var faces = FacePackDataset.Open(pack);
        Assert.Equal((4, 32, "landmarks"), (faces.Count, faces.Info.ImageSize, faces.Name));
        Assert.Equal("3.png", Assert.Single(faces.LeftOut).Name);
    }

    [Fact]
    public void An_inspection_prints_JSON_and_draws_a_sheet()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 3);
        File.WriteAllBytes(folder.File("1.png"), [1, 2, 3]);

        var (exitCode, output) = CommandOutput.Capture(
            () => GlganCommand.Invoke(["data", "inspect", folder.FullPath, "--json", "--out", folder.File("sheet.png")]));

        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("landmarks", json.RootElement.GetProperty("format").GetString());
        var report = json.RootElement.GetProperty("report");
        Assert.Equal((3, 3), (report.GetProperty("count").GetInt32(), report.GetProperty("decoded").GetInt32()));
        Assert.Equal("1.png", Assert.Single(report.GetProperty("damaged").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(96, report.GetProperty("width").GetProperty("median").GetInt32());
        Assert.Equal("OutsideImage", report.GetProperty("landmarks")[0].GetProperty("problem").GetString());
        Assert.Equal(128, ImageFile.Load(folder.File("sheet.png")).Height);
    }

    [Fact]
    public void What_a_dataset_leaves_out_is_told_by_every_command_that_reads_it()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 3);
        File.Copy(folder.File("0.png"), folder.File("unlisted.png"));
        File.WriteAllText(folder.File("scan.tif"), "");
        const string Unlisted = "Left out: 1 image without landmarks in landmarks.csv (unlisted.png).", Unsupported = "Left out: 1 image of a format that is not read: convert to PNG or JPEG (scan.tif).";

        var (_, json) = CommandOutput.Capture(() => GlganCommand.Invoke(["data", "inspect", folder.FullPath, "--json"]));
        var (_, inspected, _) = ChildProcess.Run("dotnet", ["exec", typeof(GlganCommand).Assembly.Location, "data", "inspect", folder.FullPath]);
        var (_, trained, _) = ChildProcess.Run(
            "dotnet", ["exec", typeof(GlganCommand).Assembly.Location, "train", "--data", folder.FullPath, "--preset", "tiny", "--images", "4", "--batch", "2", "--out", folder.File("run")]);

        using var report = JsonDocument.Parse(json);
        Assert.Equal([Unlisted, Unsupported], report.RootElement.GetProperty("report").GetProperty("notices").EnumerateArray().Select(notice => notice.GetString()!));
        Assert.All((string[])[inspected, trained], output => Assert.Contains(Unlisted, CommandOutput.OneLine(output)));
        Assert.All((string[])[inspected, trained], output => Assert.Contains(Unsupported, CommandOutput.OneLine(output)));
    }

    [Fact]
    public void A_share_that_is_held_out_is_what_a_run_is_measured_by()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 12);
        string[] holdOut = ["--data", folder.FullPath, "--hold-out", "0.3"];
        using var held = DatasetFormats.Open(folder.FullPath, options: new() { HoldOut = 0.3, Split = "val" });

        Assert.Equal(0, GlganCommand.Invoke(["train", .. holdOut, "--preset", "tiny", "--images", "4", "--batch", "2", "--out", folder.File("run")]));
        Assert.Equal(0, GlganCommand.Invoke(["evaluate", "--model", folder.File("run/model.safetensors"), .. holdOut, "--metrics", "psnr", "--out", folder.File("report")]));
        var (_, inspected) = CommandOutput.Capture(() => GlganCommand.Invoke(["data", "inspect", folder.FullPath, "--hold-out", "0.3", "--json"]));

        foreach (var file in (string[])["run/metrics.json", "report/metrics.json"])
            Assert.Equal(held.Count, JsonDocument.Parse(File.ReadAllText(folder.File(file))).RootElement.GetProperty("evaluation").GetProperty("pairs").GetInt32());
        Assert.Equal(held.Count, JsonDocument.Parse(inspected).RootElement.GetProperty("splits").GetProperty("val").GetInt32());
        Assert.Equal(12, JsonDocument.Parse(inspected).RootElement.GetProperty("report").GetProperty("count").GetInt32());
        Assert.Equal(0.3, JsonDocument.Parse(File.ReadAllText(folder.File("run/train.json"))).RootElement.GetProperty("data").GetProperty("hold_out").GetDouble());
    }

    [Fact]
    public void Settings_may_begin_with_the_mark_of_their_byte_order()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("settings.json"), """{"workers": 1}""", System.Text.Encoding.Unicode);

        Assert.Equal(1, GlGan.Cli.Training.TrainSettings.Read(folder.File("settings.json")).Workers);
    }

    [Fact]
    public void An_inspection_prints_tables()
    {
        using var folder = new TemporaryFolder();
        Datasets.PackSamples.Write(folder.File("a.glpack"), Datasets.PackSamples.Photos(9));

        var (exitCode, output, _) = ChildProcess.Run(
            "dotnet", ["exec", typeof(GlganCommand).Assembly.Location, "data", "inspect", folder.File("a.glpack"), "--all", "--attribute", "!Smiling", "--class", "class2"]);

        Assert.Equal(0, exitCode);
        Assert.Matches(@"samples +2\s", output);
        Assert.Matches(@"class2 +│ 2 +│ 100\.0", output);
        Assert.Matches(@"Eyeglasses +│ 2 +│ 100\.0", output);
        Assert.Contains("damaged: none of 2 images looked at", output);
    }

    [Fact]
    public void Synthesized_faces_are_written_once()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["data", "synthesize", "--images", "3", "--out", folder.File("faces"), "--seed", "4", "--identities", "2"];

        Assert.Equal(0, GlganCommand.Invoke(arguments));
        Assert.Contains("exists already", CommandOutput.Refusal(arguments));
        Assert.Equal(4, File.ReadAllLines(Path.Combine(folder.File("faces"), "list_attr_celeba.txt")).Length - 1);
    }

    [Fact]
    public void Training_stops_at_too_many_damaged_images_with_one_line()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 3);
        File.WriteAllText(folder.File("0.png"), "no image");

        var error = CommandOutput.Refusal("train", "--data", folder.FullPath, "--max-damaged", "0", "--preset", "tiny", "--images", "8", "--batch", "4", "--out", folder.File("run"));

        Assert.Contains("1 of the 3 images of landmarks cannot be used; 0 may be", error);
    }

    [Fact]
    public void Pairs_are_trained_on_as_pairs()
    {
        using var folder = new TemporaryFolder();
        var faces = new SyntheticFaces(1);
        var samples = Enumerable.Range(0, 4).Select(i => new FaceSample($"{i}", new MemoryImage(faces.Render(i, FaceView.Frontal, 32).Image))
        {
            Target = new FaceSample($"{i} smiling", new MemoryImage(faces.Render(i, new FaceView { Expression = new() { Smile = 1 } }, 32).Image)),
        });
        Datasets.PackSamples.Write(folder.File("a.glpack"), new MemoryDataset("pairs", [.. samples]), new() { ImageSize = 32 });

        var exitCode = GlganCommand.Invoke(
            ["train", "--data", folder.File("a.glpack"), "--task", "paired", "--preset", "tiny", "--images", "8", "--batch", "4", "--out", folder.File("run")]);

        Assert.Equal(0, exitCode);
        using var model = GlGanModel.Load(Path.Combine(folder.File("run"), "model.safetensors"));
        Assert.Equal(GlGan.Synthesis.ModelPurpose.Paired, model.Info.Purpose);
    }

    [Fact]
    public void Regions_can_be_learnt_from_rendered_faces()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(0, GlganCommand.Invoke(["train", "--data", "synthetic", "--preset", "tiny", "--images", "8", "--batch", "4", "--out", folder.File("run")]));

        using var model = GlGanModel.Load(Path.Combine(folder.File("run"), "model.safetensors"));
        Assert.Equal((GlGan.Synthesis.ModelPurpose.Region, 8), (model.Info.Purpose, model.Info.ImagesTrained));
    }

    [Theory]
    [InlineData("--task paired needs --data with a dataset", "train", "--data", "synthetic", "--task", "paired", "--out", "y")]
    [InlineData("no such file or folder", "data", "inspect", "missing")]
    [InlineData("--format: 'x' is unknown. Known: glpack", "data", "inspect", ".", "--format", "x")]
    [InlineData("has no splits; got 'train'", "data", "pack", "faces", "--size", "32", "--out", "y.glpack", "--split", "train")]
    [InlineData("--template: 'x' is unknown. Known: tpgan128", "data", "pack", "faces", "--size", "32", "--out", "y.glpack", "--template", "x")]
    [InlineData("--size must lie in [8, 4096]; got 4.", "data", "pack", "faces", "--size", "4", "--out", "y.glpack")]
    [InlineData("needs a dataset of pairs; landmarks has none", "train", "--data", "faces", "--task", "paired", "--out", "y")]
    [InlineData("template ffhq512, the model needs tpgan128: pack again with --template tpgan128.", "train", "--data", "ffhq.glpack", "--out", "y")]
    public void Wrong_arguments_end_with_one_line_that_says_what_to_do(string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("faces"));
        CommandFaces.Write(folder.File("faces"), count: 1);
        Datasets.PackSamples.Write(folder.File("ffhq.glpack"), Datasets.PackSamples.Photos(1), new() { ImageSize = 8, Template = FaceTemplate.Ffhq512 });
        string[] files = ["missing", "faces", "y", "y.glpack", "ffhq.glpack"];
        string[] inFolder = [.. arguments.Select(argument => files.Contains(argument) ? folder.File(argument) : argument)];

        Assert.Contains(message, CommandOutput.Refusal(inFolder));
    }
}
