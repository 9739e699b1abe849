using GlGan.Cli.Commands;
using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Cli;

/// <summary>No command writes over what it was given to read.</summary>
[Collection("Tensors")]
public sealed class GivenFilesTests : IDisposable
{
    private static readonly string[] Smooth = ["smooth", "--method", "guided", "--input"];

    private readonly TemporaryFolder _folder = new();

    public GivenFilesTests()
    {
        foreach (var name in new[] { "in/a.png", "in/b.png", "backs/a.png", "masks/a.png", "model.safetensors" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
            File.Copy(FixtureImages.PathOf("small.png"), At(name));
        }

        CommandFaces.Write(Directory.CreateDirectory(At("faces")).FullName, count: 2);
        File.WriteAllText(At("settings.json"), "{}");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("in")]
    [InlineData("in/")]
    [InlineData("in/../in")]
    [InlineData("link")]
    [InlineData("around/in")]
    public void A_folder_is_not_edited_into_itself(string output)
    {
        SpecialFiles.Link(At("link"), "in");
        SpecialFiles.Link(At("around"), ".");

        Refused("a folder this command reads", [.. Smooth, At("in"), "--out", At(output)]);
    }

    [Theory]
    [InlineData("in/a.png")]
    [InlineData("in/../around/in/a.png")]
    [InlineData("link.png")]
    [InlineData("link-to-link.png")]
    [InlineData("hard.png")]
    public void A_photo_is_not_edited_into_itself(string output)
    {
        SpecialFiles.Link(At("around"), ".");
        SpecialFiles.Link(At("link.png"), "in/a.png");
        SpecialFiles.Link(At("link-to-link.png"), "link.png");
        SpecialFiles.HardLink(At("hard.png"), At("in/a.png"));

        Refused("in/a.png', a file this command reads", [.. Smooth, At("in/a.png"), "--out", At(output)]);
    }

    [Fact]
    public void A_folder_of_results_may_lie_in_that_of_the_photos_and_be_written_again()
    {
        string[] command = [.. Smooth, At("in"), "--out", At("in/smooth")];

        Assert.Equal((0, 0), (GlganCommand.Invoke(command), GlganCommand.Invoke(command)));
    }

    [Fact]
    public void Results_that_lead_to_a_photo_are_refused()
    {
        Directory.CreateDirectory(At("out"));
        SpecialFiles.Link(At("out/b.png"), "../in/a.png");

        Refused("in/a.png', a file this command reads", [.. Smooth, At("in"), "--out", At("out")]);
        Assert.Equal(["b.png"], Directory.GetFileSystemEntries(At("out")).Select(path => Path.GetFileName(path)!));
    }

    [Fact]
    public void Two_photos_do_not_become_one_result()
    {
        File.Copy(FixtureImages.PathOf("lossless.webp"), At("in/a.webp"));
        File.Copy(At("in/a.png"), At("in/a.webp.png"));
        Refused("'a.webp' and 'a.webp.png' would both be written to", [.. Smooth, At("in"), "--out", At("out")]);
        File.Delete(At("in/a.webp"));

        Directory.CreateDirectory(At("linked"));
        SpecialFiles.Link(At("linked/a.png"), "one.png");
        SpecialFiles.Link(At("linked/b.png"), "one.png");
        Refused("'a.png' and 'b.png' would both be written to", [.. Smooth, At("in"), "--out", At("linked")]);
    }

    [Fact]
    public void Names_that_differ_in_case_only_are_two_results_where_they_are_two_files()
    {
        File.Copy(At("in/a.png"), At("in/A.PNG"), overwrite: true);
        Assert.SkipUnless(Directory.GetFiles(At("in")).Length == 3, "Here they are one file.");

        Assert.Equal(0, GlganCommand.Invoke([.. Smooth, At("in"), "--out", At("out")]));
        Assert.Equal(3, Directory.GetFiles(At("out")).Length);
    }

    [Theory]
    [InlineData("in/a.png", "o.png", "backs/a.png")]
    [InlineData("in/a.png", "o.png", "masks/a.png")]
    [InlineData("in", "backs", "backs")]
    [InlineData("in", "masks", "masks")]
    [InlineData("in", "link", "backs")]
    [InlineData("in", "out", "masks/a.png")]
    public void A_blend_spares_backgrounds_and_masks(string foreground, string output, string given)
    {
        Directory.CreateDirectory(At("out"));
        SpecialFiles.Link(At("link"), "backs");
        if (output is "o.png") SpecialFiles.Link(At("o.png"), given);
        if (output is "out") SpecialFiles.HardLink(At("out/a.png"), At(given));
        var kind = foreground is "in" ? "" : "/a.png";

        Refused($"{given}', a ", ["blend", "--foreground", At(foreground), "--background", At($"backs{kind}"), "--mask", At($"masks{kind}"), "--out", At(output)]);
    }

    [Theory]
    [InlineData("faces/0.png", "faces/0.png", "faces/1.png")]
    [InlineData("o.png", "faces/0.png", "faces/1.png")]
    [InlineData("l.png", "faces/0.png", "faces/1.png")]
    [InlineData("faces", "faces/0.png", "in")]
    public void A_swap_spares_the_source_and_the_landmarks(string output, string source, string target)
    {
        SpecialFiles.Link(At("o.png"), "faces/0.png");
        SpecialFiles.Link(At("l.png"), "faces/landmarks.csv");
        if (target is "in") File.Copy(At("faces/0.png"), At("in/0.png"));

        Refused("a file this command reads", ["swap", "--source", At(source), "--target", At(target), "--landmarks", At("faces/landmarks.csv"), "--out", At(output)]);
    }

    [Theory]
    [InlineData("faces/0.png")]
    [InlineData("faces/1.png")]
    [InlineData("o.png")]
    [InlineData("l.png")]
    public void A_generated_face_spares_model_photos_and_landmarks(string output)
    {
        SpecialFiles.Link(At("o.png"), "model.safetensors");
        SpecialFiles.Link(At("l.png"), "faces/landmarks.csv");

        Refused("a file this command reads", ["generate", "--model", At("model.safetensors"), "--input", At("faces/0.png"), "--landmarks", At("faces/landmarks.csv"),
            "--local", At("faces/1.png"), "--local-landmarks", At("faces/landmarks.csv"), "--out", At(output)]);
    }

    [Theory]
    [InlineData("faces")]
    [InlineData("link")]
    [InlineData("report")]
    public void A_report_spares_model_and_dataset(string output)
    {
        SpecialFiles.Link(At("link"), "faces");
        Directory.CreateDirectory(At("report"));
        SpecialFiles.Link(At("report/pairs.csv"), "../faces/landmarks.csv");

        Refused("this command reads", ["evaluate", "--model", At("model.safetensors"), "--data", At("faces"), "--out", At(output)]);
    }

    [Theory]
    [InlineData("faces", null)]
    [InlineData("link", null)]
    [InlineData("run", null)]
    [InlineData("in/deep", null)]
    [InlineData(".", "train.json")]
    public void A_training_spares_dataset_and_settings(string output, string? options)
    {
        SpecialFiles.Link(At("link"), "faces");
        Directory.CreateDirectory(At("run"));
        SpecialFiles.Link(At("run/grid.png"), "../faces/0.png");
        Directory.CreateDirectory(At("in/deep"));
        File.Copy(At("in/a.png"), At("in/deep/losses.png"));
        if (options is not null) Assert.Equal(0, GlganCommand.Invoke(["train", "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "4", "--batch", "4", "--out", At("first")]));
        if (options is not null) File.Copy(At("first/train.json"), At(options));

        Refused("this command reads", ["train", .. options is null ? [] : new[] { "--options", At(options) }, "--data", At(output is "in/deep" ? "in" : "faces"), "--preset", "tiny", "--out", At(output)]);
    }

    [Theory]
    [InlineData("in", "in/a.png")]
    [InlineData("in", "link.glpack")]
    [InlineData("a.glpack", "a.glpack")]
    [InlineData("a.glpack", "same.glpack")]
    public void A_pack_spares_its_dataset(string dataset, string output)
    {
        Assert.Equal(0, GlganCommand.Invoke(["data", "pack", At("in"), "--size", "16", "--out", At("a.glpack")]));
        SpecialFiles.Link(At("link.glpack"), "in/a.png");
        SpecialFiles.Link(At("same.glpack"), "a.glpack");

        Refused("a file this command reads", ["data", "pack", At(dataset), "--size", "16", "--out", At(output)]);
    }

    [Fact]
    public void A_pack_in_the_folder_of_its_images_may_be_made_again()
    {
        string[] command = ["data", "pack", At("in"), "--size", "16", "--out", At("in/a.glpack")];

        Assert.Equal((0, 0), (GlganCommand.Invoke(command), GlganCommand.Invoke(command)));
    }

    [Theory]
    [InlineData("in/a.png")]
    [InlineData("link.png")]
    public void A_contact_sheet_spares_the_dataset(string output)
    {
        SpecialFiles.Link(At("link.png"), "in/a.png");

        Refused("in/a.png', a file this command reads", ["data", "inspect", At("in"), "--out", At(output)]);
    }

    [Fact]
    public void Results_go_where_a_link_leads()
    {
        SpecialFiles.Link(At("o.png"), "later.png");
        SpecialFiles.Link(At("o"), "later");

        Assert.Equal(0, GlganCommand.Invoke([.. Smooth, At("in/a.png"), "--out", At("o.png")]));
        Assert.Equal(0, GlganCommand.Invoke([.. Smooth, At("in"), "--out", At("o")]));
        Assert.Equal(0, GlganCommand.Invoke(["data", "synthesize", "--images", "1", "--out", SpecialFiles.Link(At("people"), "celeba")]));

        Assert.Equal(ImageFile.Load(At("later.png")).Pixels, ImageFile.Load(At("later/a.png")).Pixels);
        Assert.All(["o.png", "o", "people"], name => Assert.NotNull(new FileInfo(At(name)).LinkTarget));
        Assert.True(File.Exists(At("celeba/list_attr_celeba.txt")));
    }

    private string At(string name) => _folder.File(name);

    private void Refused(string message, string[] command)
    {
        var before = Contents();

        var refusal = CommandOutput.Refusal(command);

        Assert.Contains(message, refusal);
        Assert.Equal(before, Contents());
    }

    private Dictionary<string, string> Contents() => Directory
        .GetFiles(_folder.FullPath, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .ToDictionary(path => path, path => Convert.ToHexString(File.ReadAllBytes(path)));
}
