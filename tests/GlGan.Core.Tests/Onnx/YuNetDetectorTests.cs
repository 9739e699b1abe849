using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Onnx;
using GlGan.Rendering;

namespace GlGan.Tests.Onnx;

public sealed class YuNetDetectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_face_is_where_the_network_sees_one()
    {
        using var detector = new YuNetDetector(WhiteSquares.Save(_folder.File("squares.onnx")));

        var face = Assert.Single(detector.Detect(WhiteSquares.Draw(320, 320, (64, 96))));

        Assert.InRange(Vector2.Distance(face.Landmarks.Nose, new Vector2(80, 113)), 0, WhiteSquares.Side / 2f);
        Assert.True(face.Landmarks.LeftEye.X < face.Landmarks.RightEye.X);
    }

    [Fact]
    public void Sides_may_have_any_length()
    {
        using var detector = new YuNetDetector(WhiteSquares.Save(_folder.File("squares.onnx")));

        Assert.Single(detector.Detect(WhiteSquares.Draw(333, 217, (64, 96))));
        Assert.Empty(detector.Detect(new ImageBuffer(1, 1)));
        Assert.Empty(detector.Detect(new ImageBuffer(3000, 1)));
    }

    [Fact]
    public void Every_face_is_found()
    {
        using var detector = new YuNetDetector(WhiteSquares.Save(_folder.File("squares.onnx")));

        Assert.Equal(3, detector.Detect(WhiteSquares.Draw(320, 320, (0, 0), (128, 0), (256, 256))).Count);
    }

    [Fact]
    public void A_score_that_is_no_share_is_refused() =>
        Assert.Contains("MinScore must be above 0 and at most 1; got 2", Assert.Throws<ArgumentException>(() => new YuNetDetector("x", new() { MinScore = 2 })).Message);

    [Fact]
    public void Another_network_is_refused_in_words()
    {
        var other = _folder.File("other.onnx");
        using (var model = Synthesis.TinyModel.Create(seed: 1)) model.ExportOnnx(other);

        var problem = Assert.Throws<OnnxException>(() => new YuNetDetector(other));

        Assert.Contains("not YuNet: it has no input 'input'", problem.Message);
        Assert.Contains("glgan models install yunet", problem.Message);
    }

    [Fact]
    public void Rendered_faces_are_found_and_turned_ones_too()
    {
        using var detector = SharedModels.YuNet();
        var person = new SyntheticFaces(seed: 3).Render(identity: 1, new FaceView(), size: 256);
        var turned = Resampler.Warp(person.Image, new Matrix3x2(-1, 0, 0, -1, 255, 255), 256, 256);

        var (upright, down) = (detector.Detect(person.Image)[0].Landmarks, detector.Detect(turned)[0].Landmarks);

        Assert.InRange(Error(upright, person.Landmarks), 0, 0.12f);
        Assert.InRange(Error(down, person.Landmarks.Map(point => new Vector2(255) - point)), 0, 0.12f);
        Assert.Empty(detector.Detect(new ImageBuffer(300, 200)));
    }

    [Fact]
    public void The_portraits_faces_are_found_where_they_are()
    {
        using var detector = SharedModels.YuNet();
        var portraits = SharedModels.Portraits();
        var known = LandmarksFile.Read(Path.Combine(portraits, LandmarksCsv.FileName));

        var errors = known.Select(entry => Error(Assert.Single(detector.Detect(ImageFile.Load(Path.Combine(portraits, entry.Key)))).Landmarks, entry.Value[0].Landmarks)).Order().ToArray();

        // One of the six is a profile, whose eyes are near each other, and one looks aside through dark glasses.
        Assert.All(errors[..4], error => Assert.InRange(error, 0, 0.06f));
        Assert.All(errors, error => Assert.InRange(error, 0, 0.3f));
    }

    /// <summary>Mean distance in distances between the eyes.</summary>
    private static float Error(FaceLandmarks found, FaceLandmarks known) =>
        found.ToArray().Zip(known.ToArray(), Vector2.Distance).Average() / Vector2.Distance(known.LeftEye, known.RightEye);
}
