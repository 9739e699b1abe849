using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Tests.Faces;

public sealed class FaceSearchTests
{
    private const int Cell = 16;

    private int _looks;

    /// <summary>Of a photo that is made of faces, no more are looked at from near than a photo of people has.</summary>
    [Fact]
    public void A_photo_of_thousands_of_faces_is_looked_at_some_hundred_times()
    {
        var search = new FaceSearch(Everywhere, new() { SmallestCopy = 1024, MinScore = 0.5f, SurelyUpright = 0.5f, CloseUpScore = 0.5f, CloseUps = [(20, 32)] });

        var faces = search.Detect(new ImageBuffer(1024, 1024));

        Assert.InRange(faces.Count, 1, 200);
        Assert.InRange(_looks, 200, 500);
    }

    // A network that sees a face in every cell.
    private List<FaceCandidate> Everywhere(ImageBuffer image, float score)
    {
        _looks++;
        List<FaceCandidate> faces = [];
        var face = FaceTemplate.TpGan128.At(Cell);
        for (var y = 0; y < image.Height; y += Cell)
            for (var x = 0; x < image.Width; x += Cell) faces.Add(new FaceCandidate(0.9f, new Vector2(x, y) + new Vector2(Cell / 2f), new Vector2(Cell - 2), face.Map(point => point + new Vector2(x, y))));
        return faces;
    }
}
