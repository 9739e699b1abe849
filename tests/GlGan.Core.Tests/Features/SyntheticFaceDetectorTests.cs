using System.Numerics;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Serialization;
using GlGan.Tests.Onnx;
using static TorchSharp.torch;

namespace GlGan.Tests.Features;

/// <summary>The people are those of another population than the training's, with nothing before their faces.</summary>
[Collection("Tensors")]
public sealed class SyntheticFaceDetectorTests : IDisposable
{
    private static readonly SyntheticFaces People = new(seed: 77, FaceRichness.Quick);

    private readonly SyntheticFaceDetector _detector = SyntheticFaceDetector.LoadEmbedded();

    public void Dispose() => _detector.Dispose();

    [Fact]
    public void The_file_is_small_and_says_how_it_was_made()
    {
        var path = RepositoryFiles.At("src", "GlGan.Core", "Features", "Detection", "synthetic-face-detector.safetensors");
        using var reader = SafetensorsReader.Open(path);

        Assert.InRange(new FileInfo(path).Length, 1, 3_000_000);
        Assert.StartsWith("tools/GlGan.FeatureTraining detector ", reader.Metadata["command"]);
    }

    [Theory]
    [InlineData(0, 0.95)]
    [InlineData(30, 0.95)]
    [InlineData(60, 0.8)]
    public void Rendered_people_are_found_and_so_are_their_landmarks(int yaw, double share)
    {
        var faces = Enumerable.Range(0, 32).Select(identity => People.Render(identity, People.Probe(identity, yaw), 160, FaceTemplate.Ffhq512)).ToArray();

        var errors = faces.Select(face => Errors(_detector.Detect(face.Image), face.Landmarks).DefaultIfEmpty(1).Min()).ToArray();

        Assert.InRange(errors.Count(error => error < 0.15), share * faces.Length, faces.Length);
        Assert.InRange(errors.Order().ElementAt(faces.Length / 2), 0, 0.06);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(150)]
    [InlineData(600)]
    public void Faces_of_any_size_are_found(int size)
    {
        var face = People.Render(3, FaceView.Frontal, 256, FaceTemplate.Ffhq512);
        var scale = Matrix3x2.CreateScale(size / 256f) * Matrix3x2.CreateTranslation(20, 10);
        var photo = Resampler.Warp(face.Image, scale, size + 40, size + 20);

        var found = Assert.Single(_detector.Detect(photo));

        Assert.InRange(Error(found, face.Landmarks.Map(point => Vector2.Transform(point, scale))), 0, 0.1);
    }

    [Fact]
    public void Faces_upside_down_are_found_as_they_stand()
    {
        var face = People.Render(5, FaceView.Frontal, 160, FaceTemplate.Ffhq512);
        var turn = new Matrix3x2(-1, 0, 0, -1, 159, 159);

        var found = _detector.Detect(Resampler.Warp(face.Image, turn, 160, 160));

        Assert.InRange(Errors(found, face.Landmarks.Map(point => Vector2.Transform(point, turn))).Min(), 0, 0.1);
    }

    [Fact]
    public void Where_no_face_is_none_is_found()
    {
        Assert.Empty(_detector.Detect(new ImageBuffer(300, 200)));
        Assert.Empty(_detector.Detect(new ImageBuffer(1, 1)));
        Assert.Empty(_detector.Detect(new ImageBuffer(3000, 1)));
    }

    [Fact]
    public void A_higher_score_asks_for_more()
    {
        using var strict = SyntheticFaceDetector.LoadEmbedded(new() { MinScore = 1 });

        Assert.Empty(strict.Detect(People.Render(3, FaceView.Frontal, 160).Image));
        Assert.Contains("MinScore must be above 0 and at most 1; got 2", Assert.Throws<ArgumentException>(() => SyntheticFaceDetector.LoadEmbedded(new() { MinScore = 2 })).Message);
    }

    [Fact]
    public void Several_threads_at_once_find_what_one_finds()
    {
        var photo = People.Render(2, FaceView.Frontal, 160).Image;
        var expected = _detector.Detect(photo);
        var found = new IReadOnlyList<DetectedFace>[4];

        Parallel.For(0, found.Length, i => found[i] = _detector.Detect(photo));

        Assert.NotEmpty(expected);
        Assert.All(found, faces => Assert.Equal(expected, faces));
    }

    [Fact]
    public void Looking_leaves_nothing_behind() => LiveTensors.AssertNoneLeftBy(() => _detector.Detect(new ImageBuffer(90, 70)));

    [Fact]
    public void A_file_of_another_network_is_refused()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(folder.File("other.safetensors"), new Dictionary<string, Tensor> { ["stem.conv.weight"] = zeros(1) });

        Assert.Throws<WeightMismatchException>(() => SyntheticFaceDetector.Load(folder.File("other.safetensors")));
    }

    [Fact]
    public void Most_portraits_faces_are_found()
    {
        var portraits = SharedModels.Portraits();
        var known = LandmarksFile.Read(Path.Combine(portraits, LandmarksCsv.FileName));

        var found = known.Count(entry => Errors(_detector.Detect(ImageFile.Load(Path.Combine(portraits, entry.Key))), entry.Value[0].Landmarks).Any(error => error < 0.3));

        Assert.InRange(found, 5, known.Count);
    }

    private static IEnumerable<double> Errors(IEnumerable<DetectedFace> found, FaceLandmarks truth) => found.Select(face => Error(face, truth));

    /// <summary>Mean distance in sizes of the face.</summary>
    private static double Error(DetectedFace found, FaceLandmarks truth) =>
        found.Landmarks.ToArray().Zip(truth.ToArray(), Vector2.Distance).Average() / new DetectedFace(truth).Size;
}
