using GlGan.Cli.Commands;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Tests.Onnx;

namespace GlGan.Tests.Cli;

/// <summary>Photos, and nothing else given: faces are found by an installed detector, or by the one that is named.</summary>
[Collection("Tensors")]
public sealed class DetectionCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DetectionCommandTests()
    {
        Directory.CreateDirectory(At("in"));
        CommandFaces.Write(At("in"), count: 3);
        File.Delete(At("in/landmarks.csv"));
    }

    public void Dispose() => _folder.Dispose();

    private string At(string name) => _folder.File(name);

    [Fact]
    public void The_face_of_one_photo_goes_into_another()
    {
        string[] swap = ["swap", "--source", At("in/0.png"), "--target", At("in/1.png"), "--out", At("out.png"), "--detector", SharedModels.YuNetFile];

        Assert.Equal(0, GlganCommand.Invoke(swap));

        Assert.NotEqual(ImageFile.Load(At("in/1.png")).Pixels, ImageFile.Load(At("out.png")).Pixels);
    }

    [Fact]
    public void An_installed_detector_is_used_by_itself()
    {
        var before = Environment.GetEnvironmentVariable("GLGAN_MODELS");
        Environment.SetEnvironmentVariable("GLGAN_MODELS", At("models"));
        try
        {
            Assert.Contains(" no ", CommandOutput.OneLine(CommandOutput.Capture(() => GlganCommand.Invoke(["models", "list"])).Output));
            Assert.Equal(0, GlganCommand.Invoke(["models", "install", SharedModels.YuNetFile]));
            Assert.Contains("yunet yes 322,906", CommandOutput.OneLine(CommandOutput.Capture(() => GlganCommand.Invoke(["models", "list"])).Output));

            Assert.Equal(0, GlganCommand.Invoke(["smooth", "--method", "skin", "--input", At("in/0.png"), "--out", At("smooth.png")]));
            var (exitCode, output) = CommandOutput.Capture(() => GlganCommand.Invoke(["data", "landmarks", At("in"), "--out", At("sheet.png")]));

            Assert.Equal(0, exitCode);
            Assert.Contains("wrote the faces of 3 photos", output);
            Assert.Equal(["0.png", "1.png", "2.png"], LandmarksCsv.Read(At("in/landmarks.csv")).Keys);
            Assert.True(File.Exists(At("sheet.png")));
            Assert.Equal(0, GlganCommand.Invoke(["models", "remove", "yunet"]));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GLGAN_MODELS", before);
        }
    }

    [Fact]
    public void Where_none_is_installed_the_embedded_detector_is_used_which_says_so_once()
    {
        var (exitCode, note) = CommandOutput.CaptureError(() => GlganCommand.Invoke(["smooth", "--method", "skin", "--input", At("in"), "--out", At("smooth")]));

        Assert.Equal(0, exitCode);
        Assert.Equal("note: faces are found by the embedded detector, which finds fewer than yunet; for that: glgan models install yunet", CommandOutput.OneLine(note).Trim());
    }

    [Fact]
    public void Training_on_plain_photos_says_what_was_found_and_by_what()
    {
        ImageFile.Save(At("in/empty.png"), new ImageBuffer(96, 96));
        string[] train = ["train", "--data", At("in"), "--preset", "tiny", "--size", "32", "--images", "8", "--batch", "4", "--out", At("found"), "--detector", SharedModels.YuNetFile];

        var output = "";
        var (exitCode, note) = CommandOutput.CaptureError(() =>
        {
            (var code, output) = CommandOutput.Capture(() => GlganCommand.Invoke(train));
            return code;
        });

        Assert.Equal(0, exitCode);
        Assert.Contains("Faces were found in 3 of 4 images.", CommandOutput.OneLine(output));
        Assert.Contains("1 image without a face (empty.png)", CommandOutput.OneLine(output));
        Assert.Contains("faces are found by yunet_n_dynamic.onnx", CommandOutput.OneLine(note));
    }

    [Fact]
    public void A_photo_without_a_face_is_named()
    {
        ImageFile.Save(At("empty.png"), new ImageBuffer(96, 96));

        var error = CommandOutput.Refusal("smooth", "--method", "skin", "--input", At("empty.png"), "--out", At("out.png"), "--detector", WhiteSquares.Save(At("squares.onnx")));

        Assert.Contains($"No face was found in '{At("empty.png")}'. Give its landmarks: --landmarks 'x,y x,y x,y x,y x,y'", error);
    }

    [Fact]
    public void A_file_that_is_no_detector_is_refused_in_one_line() =>
        Assert.Contains("in/0.png'", CommandOutput.Refusal("smooth", "--method", "skin", "--input", At("in/0.png"), "--out", At("out.png"), "--detector", At("in/0.png")));

    [Fact]
    public void Landmarks_are_five_per_face_or_68()
    {
        Assert.Equal(0, GlganCommand.Invoke(["data", "landmarks", At("in"), "--detector", SharedModels.YuNetFile, "--points", "68"]));

        Assert.All(LandmarksFile.Read(At("in/landmarks.csv")).Values, faces => Assert.NotNull(faces[0].Contours));
        Assert.Contains("--points must be 5 or 68; got 106.", CommandOutput.Refusal("data", "landmarks", At("in"), "--points", "106"));
    }
}
