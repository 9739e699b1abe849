using GlGan.Rendering;

namespace GlGan.Tests.Rendering;

public sealed class FaceRichnessTests
{
    private static readonly SyntheticFaces Full = new(1), Quick = new(1, FaceRichness.Quick);

    [Fact]
    public void People_and_landmarks_are_the_same_at_any_richness()
    {
        var (full, quick) = (Full.Render(4, Full.View(4, 1), 64), Quick.Render(4, Quick.View(4, 1), 64));

        Assert.Equal(Full.Identity(4), Quick.Identity(4));
        Assert.Equal(full.Landmarks, quick.Landmarks);
        Assert.NotEqual(full.Image.Pixels, quick.Image.Pixels);
    }

    [Fact]
    public void Quick_views_have_a_perfect_camera_and_nothing_before_the_face()
    {
        var views = Enumerable.Range(0, 100).Select(index => Quick.View(0, index)).ToArray();

        Assert.All(views, view => Assert.Equal((FaceCamera.Perfect, FaceOccluder.None), (view.Camera, view.Occluder)));
        Assert.Contains(Enumerable.Range(0, 100).Select(index => Full.View(0, index)), view => view.Occluder != FaceOccluder.None);
    }

    [Fact]
    public void Light_from_above_and_the_side_casts_shadows_on_the_skin()
    {
        var person = new FaceIdentity { NoseProjection = 1, HairStyle = HairStyle.Bald };
        var view = FaceView.Frontal with { Light = new() { Azimuth = 40, Elevation = 40, Ambient = 0.1f } };

        var (cast, none) = (Full.Render(person, view, 128), Quick.Render(person, view, 128));

        var skin = cast.Parts.Parts.ToArray().Index().Where(entry => entry.Item == FacePart.Skin).Select(entry => entry.Index).ToArray();
        Assert.InRange(skin.Count(at => cast.Image.Pixels[3 * at + 1] < 0.7 * none.Image.Pixels[3 * at + 1]) / (double)skin.Length, 0.02, 0.5);
    }
}
