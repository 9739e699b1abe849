using System.Numerics;
using GlGan.Cli.Commands;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Cli;

[Collection("Tensors")]
public sealed class SmoothCommandTests
{
    [Theory]
    [InlineData("guided", "--radius", "4", "--epsilon", "0.02")]
    [InlineData("bilateral", "--sigma-space", "2", "--sigma-color", "30")]
    [InlineData("domain", "--iterations", "2")]
    [InlineData("domain-recursive", "--strength", "0.5")]
    public void A_photo_is_smoothed_and_marked(string method, params string[] options)
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 1);

        Assert.Equal(0, GlganCommand.Invoke(["smooth", "--input", folder.File("0.png"), "--method", method, "--out", folder.File("out.png"), .. options]));

        Assert.NotEqual(ImageFile.Load(folder.File("0.png")).Pixels, ImageFile.Load(folder.File("out.png")).Pixels);
        Assert.NotNull(Provenance.Read(File.ReadAllBytes(folder.File("out.png"))));
    }

    [Fact]
    public void The_skin_of_a_folder_of_faces_is_smoothed_side_by_side()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 2);
        var output = folder.File("smooth");

        Assert.Equal(0, GlganCommand.Invoke(["smooth", "--input", folder.FullPath, "--method", "skin", "--landmarks", folder.File("landmarks.csv"),
            "--out", output, "--side-by-side", "--no-mark"]));

        Assert.Equal(["0.png", "1.png"], Directory.GetFiles(output).Select(file => Path.GetFileName(file)!).Order());
        Assert.InRange(ImageFile.Load(Path.Combine(output, "0.png")).Width, 2 * 96, 2 * 96 + 16);
        Assert.Null(Provenance.Read(File.ReadAllBytes(Path.Combine(output, "0.png"))));
    }

    [Fact]
    public void Every_face_of_a_photo_is_smoothed()
    {
        using var folder = new TemporaryFolder();
        var face = new SyntheticFaces(seed: 5).Render(0, FaceView.Frontal, 96);
        var photo = ImageGrid.Compose([face.Image, face.Image], columns: 2, gap: 0);
        ImageFile.Save(folder.File("two.png"), photo);
        FaceLandmarks[] faces = [face.Landmarks, face.Landmarks.Map(point => point + new Vector2(96, 0))];
        var points = faces.Select(landmarks => string.Join(',', landmarks.ToArray().Select(point => FormattableString.Invariant($"[{point.X},{point.Y}]"))));
        File.WriteAllText(folder.File("faces.json"), $"{{\"two.png\": [[{string.Join("],[", points)}]]}}");

        var exitCode = GlganCommand.Invoke(["smooth", "--input", folder.File("two.png"), "--method", "skin", "--landmarks", folder.File("faces.json"),
            "--out", folder.File("out.png")]);

        var smoother = new SkinSmoother();
        Assert.Equal(0, exitCode);
        Assert.Equal(smoother.Smooth(smoother.Smooth(photo, faces[0]), faces[1]).Pixels, ImageFile.Load(folder.File("out.png")).Pixels);
    }

    [Theory]
    [InlineData("--input: there is no file or folder 'photo.png'.", "skin")]
    [InlineData("--landmarks is for --method skin only.", "guided", "--landmarks", "l.csv")]
    [InlineData("--method: 'blur' is unknown. Known: guided, bilateral, domain, domain-recursive, skin.", "blur")]
    [InlineData("--sigma-space does nothing with --method guided.", "guided", "--sigma-space", "3")]
    [InlineData("--radius of this method is a whole number of pixels; got 2.5.", "bilateral", "--radius", "2.5")]
    [InlineData("--epsilon must be in", "guided", "--epsilon", "0")]
    [InlineData("--input: there is no file or folder 'photo.png'.", "guided")]
    public void Mistakes_are_told_in_one_line(string expected, string method, params string[] options)
    {
        Assert.Contains(expected, CommandOutput.Refusal(["smooth", "--input", "photo.png", "--method", method, "--out", "out.png", .. options]));
    }

    [Fact]
    public void A_photo_that_would_not_change_is_not_written()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Save(folder.File("grey.png"), new ImageBuffer(96, 96));
        string[] smooth = ["smooth", "--input", folder.File("grey.png"), "--method", "skin", "--landmarks", "30,40 60,40 45,55 35,70 55,70", "--out", folder.File("out.png")];

        Assert.Contains($"Nothing of '{folder.File("grey.png")}' was changed", CommandOutput.Refusal(smooth));
        Assert.False(File.Exists(folder.File("out.png")));
    }

    [Fact]
    public void A_face_that_stands_on_its_head_is_pointed_out()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 1);
        string[] smooth = ["smooth", "--input", folder.File("0.png"), "--method", "skin", "--landmarks", "60,70 30,70 45,55 55,40 35,40", "--out", folder.File("out.png")];

        Assert.Contains("The landmarks of '0.png': the mouth is above the eyes. If the face is not upside down", CommandOutput.OneLine(CommandOutput.CaptureError(() => GlganCommand.Invoke(smooth)).Error));
    }

    [Fact]
    public void A_photo_without_a_line_of_landmarks_is_named()
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 1);
        File.Copy(folder.File("0.png"), folder.File("other.png"));

        var error = CommandOutput.Refusal(
            "smooth", "--input", folder.File("other.png"), "--method", "skin", "--landmarks", folder.File("landmarks.csv"), "--out", folder.File("out.png"));

        Assert.Contains("has no face for 'other.png'", error);
    }
}
