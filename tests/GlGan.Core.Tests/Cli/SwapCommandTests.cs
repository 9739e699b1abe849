using GlGan.Cli.Commands;
using GlGan.Imaging;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Cli;

[Collection("Tensors")]
public sealed class SwapCommandTests
{
    [Fact]
    public void A_swapped_face_is_marked_so_that_exiftool_reads_it()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 2);

        var exitCode = GlganCommand.Invoke(["swap", "--source", folder.File("0.png"), "--target", folder.File("1.png"), "--out", folder.File("out.jpg")]);

        Assert.Equal(0, exitCode);
        Assert.Equal("http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced", Oracle.Run("exiftool", "-s3", "-XMP-iptcExt:DigitalSourceType", folder.File("out.jpg")).Trim());
    }

    [Fact]
    public void A_folder_of_targets_gives_a_folder_side_by_side_and_unmarked_if_asked()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("in"));
        CommandFaces.Write(folder.File("in"), count: 3);

        var exitCode = GlganCommand.Invoke(["swap", "--source", Path.Combine(folder.File("in"), "0.png"), "--target", folder.File("in"),
            "--keep", "eyes,mouth", "--mask", "ellipse", "--feather", "0.2", "--color", "linear", "--color-strength", "0.5", "--blend", "poisson", "--side-by-side", "--no-mark", "--out", folder.File("out")]);

        Assert.Equal(0, exitCode);
        var sheet = Path.Combine(folder.File("out"), "2.png");
        Assert.Equal((3 * 96 + 8, 96), (ImageFile.Load(sheet).Width, ImageFile.Load(sheet).Height));
        Assert.Null(Provenance.Read(File.ReadAllBytes(sheet)));
    }

    [Fact]
    public void A_model_refines_a_swap()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 2);

        var exitCode = GlganCommand.Invoke(["swap", "--source", folder.File("0.png"), "--target", folder.File("1.png"), "--model", TinyModel.Save(folder, 1, ModelPurpose.Swap),
            "--regions", "eyes", "--landmarks", folder.File("landmarks.csv"), "--out", folder.File("out.png")]);

        Assert.Equal(0, exitCode);
        Assert.Equal(96, ImageFile.Load(folder.File("out.png")).Width);
        Assert.NotEqual(ImageFile.Load(folder.File("1.png")).Pixels, ImageFile.Load(folder.File("out.png")).Pixels);
    }

    [Fact]
    public void A_photo_without_landmarks_does_not_lose_the_others_and_the_input_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("in"));
        CommandFaces.Write(folder.File("in"), count: 2);
        File.Copy(Path.Combine(folder.File("in"), "0.png"), Path.Combine(folder.File("in"), "0-unknown.png"));
        string[] swap = ["swap", "--source", Path.Combine(folder.File("in"), "0.png"), "--target", folder.File("in"), "--detector", "none", "--out"];

        Assert.Contains("would be overwritten", CommandOutput.Refusal([.. swap, folder.File("in")]));
        Assert.Equal(0, GlganCommand.Invoke([.. swap, folder.File("out")]));
        Assert.Equal(["0.png", "1.png", "swaps.json"], Directory.GetFiles(folder.File("out")).Select(file => Path.GetFileName(file)!).Order());
    }

    [Theory]
    [InlineData("no detector to find its faces. Leave out --detector none, or give --landmarks", "--detector", "none")]
    [InlineData("a swap has two: give a CSV or JSON file with both", "--landmarks", "1,1 5,1 3,3 1,5 5,5")]
    [InlineData("--detector: 'face' is no file, and none of auto, embedded, none, yunet.", "--detector", "face")]
    [InlineData("yunet is not installed. Run: glgan models install yunet", "--detector", "yunet")]
    [InlineData("--keep: 'hat' is unknown. Known: eyes, nose, mouth.", "--keep", "eyes,hat")]
    [InlineData("--color-strength must be in [0, 1]", "--color-strength", "3")]
    [InlineData("Feather is a fraction of the face's size", "--feather", "7")]
    public void Wrong_arguments_end_with_one_line_that_says_what_to_do(string message, params string[] args)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Save(folder.File("i.png"), new ImageBuffer(8, 8));

        Assert.Contains(message, CommandOutput.Refusal(["swap", "--source", folder.File("i.png"), "--target", folder.File("i.png"), "--out", folder.File("o.png"), .. args]));
    }
}
