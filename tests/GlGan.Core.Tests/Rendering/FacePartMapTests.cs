using System.Numerics;
using GlGan.Rendering;

namespace GlGan.Tests.Rendering;

public sealed class FacePartMapTests
{
    private const int Size = 128;

    private static readonly FaceIdentity Person = new() { HairStyle = HairStyle.Short };

    [Fact]
    public void Landmarks_lie_on_the_parts_they_are_named_after()
    {
        var face = Render(FaceView.Frontal);

        Assert.Equal(FacePart.Eye, At(face, face.Landmarks.LeftEye));
        Assert.Equal(FacePart.Eye, At(face, face.Landmarks.RightEye));
        Assert.Equal(FacePart.Skin, At(face, face.Landmarks.Nose));
        Assert.Equal(FacePart.Lips, At(face, face.Landmarks.MouthCenter + new Vector2(0, 3)));
        Assert.Equal(FacePart.Background, face.Parts[2, Size / 2]);
    }

    [Fact]
    public void Closed_eyes_are_skin_and_an_open_mouth_shows_its_inside()
    {
        var face = Render(FaceView.Frontal with { Expression = new() { Blink = 1, MouthOpen = 1 } });

        Assert.DoesNotContain(FacePart.Eye, face.Parts.Parts.ToArray());
        Assert.Contains(FacePart.Mouth, face.Parts.Parts.ToArray());
    }

    [Theory]
    [InlineData(FacePart.Hair, false)]
    [InlineData(FacePart.Glasses, true)]
    public void What_a_person_wears_is_named(FacePart part, bool worn)
    {
        var bare = Person with { HairStyle = HairStyle.Bald };
        var dressed = worn ? bare with { Glasses = GlassesStyle.Rectangular } : Person;

        Assert.DoesNotContain(part, new SyntheticFaces(1).Render(bare, FaceView.Frontal, Size).Parts.Parts.ToArray());
        Assert.Contains(part, new SyntheticFaces(1).Render(dressed, FaceView.Frontal, Size).Parts.Parts.ToArray());
    }

    [Fact]
    public void What_lies_before_the_face_hides_it()
    {
        var face = Render(FaceView.Frontal with { Occluder = new FaceOccluder { Kind = OccluderKind.Scarf } });

        Assert.Contains(FacePart.Occluder, face.Parts.Parts.ToArray());
    }

    private static SyntheticFace Render(FaceView view) => new SyntheticFaces(1).Render(Person, view, Size);

    private static FacePart At(SyntheticFace face, Vector2 place) => face.Parts[(int)MathF.Round(place.X), (int)MathF.Round(place.Y)];
}
