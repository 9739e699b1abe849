using GlGan.Cli.Commands;
using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Tests.Editing;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Cli;

[Collection("Tensors")]
public sealed class BlendCommandTests
{
    private static readonly string Foreground = BlendingFixtures.PathOf("foreground.png");
    private static readonly string Background = BlendingFixtures.PathOf("background.png");
    private static readonly string Mask = BlendingFixtures.PathOf("star.png");

    [Theory]
    [InlineData("alpha")]
    [InlineData("pyramid")]
    [InlineData("poisson")]
    [InlineData("poisson-mixed")]
    [InlineData("poisson-mono")]
    public void A_blend_is_written_and_marked(string method)
    {
        using var folder = new TemporaryFolder();

        var exitCode = Blend(folder.File("out.png"), "--method", method, "--color", "reinhard", "--color-strength", "0.5");

        Assert.Equal(0, exitCode);
        Assert.NotNull(Provenance.Read(File.ReadAllBytes(folder.File("out.png"))));
        Assert.NotEqual(ImageFile.Load(Background).Pixels, ImageFile.Load(folder.File("out.png")).Pixels);
    }

    [Fact]
    public void The_result_is_the_librarys()
    {
        using var folder = new TemporaryFolder();

        var exitCode = Blend(folder.File("out.png"), "--opencv", "--no-mark");

        var blender = new PoissonBlender(PoissonMode.Normal, PoissonVariant.OpenCv);
        var expected = blender.Blend(ImageFile.Load(Foreground), ImageFile.Load(Background), BlendingFixtures.LoadMask("star"));
        Assert.Equal(0, exitCode);
        Assert.Equal(expected.Pixels, ImageFile.Load(folder.File("out.png")).Pixels);
        Assert.Null(Provenance.Read(File.ReadAllBytes(folder.File("out.png"))));
    }

    [Fact]
    public void An_offset_places_a_small_foreground_and_side_by_side_shows_what_went_in()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Save(folder.File("small.png"), FixtureImages.Constant(20, 10, 250, 10, 20));
        ImageFile.Save(folder.File("white.png"), FixtureImages.Constant(20, 10, 255, 255, 255));

        var exitCode = GlganCommand.Invoke(["blend", "--foreground", folder.File("small.png"), "--background", Background, "--mask", folder.File("white.png"),
            "--method", "alpha", "--offset", "-5,40", "--out", folder.File("out.png"), "--side-by-side"]);

        var background = ImageFile.Load(Background);
        var sheet = ImageFile.Load(folder.File("out.png"));
        var left = 2 * (background.Width + 4);
        Assert.Equal((0, left + background.Width), (exitCode, sheet.Width));
        Assert.Equal((250, 10, 20), FixtureImages.Pixel(sheet, left + 14, 49));
        Assert.Equal(FixtureImages.Pixel(background, 15, 49), FixtureImages.Pixel(sheet, left + 15, 49));
        Assert.Equal(FixtureImages.Pixel(background, 0, 39), FixtureImages.Pixel(sheet, left, 39));
    }

    [Fact]
    public void Folders_go_image_by_image_and_those_that_cannot_be_blended_are_left_out()
    {
        using var folder = new TemporaryFolder();
        var (fronts, masks) = (Directory.CreateDirectory(folder.File("fronts")).FullName, Directory.CreateDirectory(folder.File("masks")).FullName);
        foreach (var name in new[] { "a", "b" })
        {
            File.Copy(Foreground, Path.Combine(fronts, $"{name}.png"));
            File.Copy(Mask, Path.Combine(masks, $"{name}.png"));
        }

        File.WriteAllText(Path.Combine(masks, "b.json"), "no image, before b.png");
        File.WriteAllText(Path.Combine(fronts, "0damaged.jpg"), "no image");
        File.Copy(Mask, Path.Combine(masks, "0damaged.png"));
        ImageFile.Save(Path.Combine(fronts, "0small.png"), new ImageBuffer(3, 3));
        File.Copy(Mask, Path.Combine(masks, "0small.png"));
        File.Copy(Foreground, Path.Combine(fronts, "0without-mask.png"));

        var exitCode = GlganCommand.Invoke(["blend", "--foreground", fronts, "--background", Background, "--mask", masks, "--out", folder.File("out")]);

        Assert.Equal(0, exitCode);
        Assert.Equal(["a.png", "b.png"], Directory.GetFiles(folder.File("out")).Select(file => Path.GetFileName(file)!).Order());
    }

    [Fact]
    public void The_shape_of_a_mask_may_be_its_alpha_and_that_of_a_cut_out_counts_too()
    {
        using var folder = new TemporaryFolder();
        byte[] white = [255, 255, 255, 255], clear = [255, 255, 255, 0], red = [200, 30, 30, 255], clearRed = [200, 30, 30, 0];
        ImageFile.Save(folder.File("bg.png"), FixtureImages.Constant(3, 1, 30, 30, 200));
        File.WriteAllBytes(folder.File("mask.png"), PngPieces.Image(3, 1, 4, [.. white, .. clear, .. white]));
        File.WriteAllBytes(folder.File("fg.png"), PngPieces.Image(3, 1, 4, [.. red, .. red, .. clearRed]));

        var exitCode = GlganCommand.Invoke(["blend", "--foreground", folder.File("fg.png"), "--background", folder.File("bg.png"), "--mask", folder.File("mask.png"),
            "--method", "alpha", "--out", folder.File("out.png")]);

        Assert.Equal(0, exitCode);
        Assert.Equal([200, 30, 30, 30, 30, 200, 30, 30, 200], ImageFile.Load(folder.File("out.png")).Pixels);
    }

    [Theory]
    [InlineData("selects nothing: it is black everywhere", 0, 255)]
    [InlineData("selects nothing: its largest value is 1 of 255. Is it 0 and 1?", 1, 255)]
    [InlineData("selects nothing: it must be at least half white somewhere.", 100, 255)]
    [InlineData("selects nothing: it must be more than half white", 255, 255, "--opencv")]
    [InlineData("would show: what the mask", 255, 0)]
    [InlineData("would show: what the mask", 255, 255, "--offset", "-3,0")]
    public void A_blend_that_would_change_nothing_is_refused(string message, byte level, byte opacity, params string[] options)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Save(folder.File("bg.png"), FixtureImages.Constant(9, 9, 30, 30, 200));
        byte[] front = [200, 30, 30, opacity];
        File.WriteAllBytes(folder.File("fg.png"), PngPieces.Image(5, 1, 4, [.. front, .. front, .. front, .. front, .. front]));
        File.WriteAllBytes(folder.File("mask.png"), PngPieces.Image(5, 1, 1, level, level, 0, 0, 0));

        var error = CommandOutput.Refusal(["blend", "--foreground", folder.File("fg.png"), "--background", folder.File("bg.png"), "--mask", folder.File("mask.png"),
            "--out", folder.File("out.png"), .. options]);

        Assert.Contains(message, error);
        Assert.Contains("mask.png", error);
        Assert.False(File.Exists(folder.File("out.png")));
    }

    [Theory]
    [InlineData("--method: 'paste' is unknown. Known: alpha, pyramid, poisson, poisson-mixed, poisson-mono.", "--method", "paste")]
    [InlineData("--color: 'none' is unknown. Known: reinhard, linear, histogram.", "--color", "none")]
    [InlineData("--color-strength must be in [0, 1]; got 1.5.", "--color", "linear", "--color-strength", "1.5")]
    [InlineData("--color-strength does nothing without --color.", "--color-strength", "0.5")]
    [InlineData("--opencv does nothing with --method alpha.", "--method", "alpha", "--opencv")]
    [InlineData("--offset must be two whole numbers such as 120,-8; got '3'.", "--offset", "3")]
    [InlineData("At the offset 500,0 nothing of", "--offset", "500,0")]
    public void Wrong_arguments_end_with_one_line_that_says_what_to_do(string message, params string[] options)
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(message, CommandOutput.Refusal(Command(folder.File("out.png"), options)));
    }

    private static int Blend(string output, params string[] options) => GlganCommand.Invoke(Command(output, options));

    private static string[] Command(string output, string[] options) =>
        ["blend", "--foreground", Foreground, "--background", Background, "--mask", Mask, "--out", output, .. options];
}
