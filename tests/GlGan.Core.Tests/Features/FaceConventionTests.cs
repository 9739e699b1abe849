using System.Numerics;
using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Features;

namespace GlGan.Tests.Features;

public sealed class FaceConventionTests
{
    private static readonly FaceLandmarks68 Average = new([.. HeadContours.Points.Select(point => 50 * new Vector2(point.X, point.Y))]);

    [Fact]
    public void What_is_fitted_brings_what_was_found_to_what_is_known_whichever_way_the_face_leans()
    {
        var known = Average.Map(point => point + (point.Y > 40 ? new Vector2(0, 3) : Vector2.Zero));
        var faces = ((float[])[0, 0.4f, -0.7f]).Select(angle => (Found: Turned(Average, angle), Known: Turned(known, angle))).ToArray();

        var convention = FaceConvention.Fit(faces);

        Assert.All(faces, face => Assert.All(FaceConvention.Apply(face.Found, convention).Points.ToArray().Zip(face.Known.Points.ToArray(), Vector2.Distance), distance => Assert.InRange(distance, 0, 0.01f)));
    }

    [Fact]
    public void Left_and_right_are_treated_alike()
    {
        var known = Average.Map(point => point + new Vector2(2, point.X / 20));

        var convention = FaceConvention.Fit([(Average, known)]);

        for (var i = 0; i < convention.Length; i++)
        {
            var other = convention[FaceLandmarks68.Mirrored(i)];
            Assert.Equal(convention[i].X, -other.X, 4);
            Assert.Equal(convention[i].Y, other.Y, 4);
        }
    }

    [Fact]
    public void Few_faces_that_were_not_found_change_nothing()
    {
        var astray = Average.Map(point => point + new Vector2(300, -200));

        var convention = FaceConvention.Fit([(Average, Average), (Average, Average), (Average, astray)]);

        Assert.All(convention, offset => Assert.InRange(offset.Length(), 0, 1e-4f));
    }

    private static FaceLandmarks68 Turned(FaceLandmarks68 landmarks, float angle) => landmarks.Map(point => Vector2.Transform(point, Matrix3x2.CreateRotation(angle)));
}
