using System.Numerics;
using System.Runtime.CompilerServices;
using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Faces.Masks;

namespace GlGan.Tests.Faces;

public sealed class FittedHeadsTests
{
    private static readonly DetectedFace Face = new(new FaceLandmarks68([.. HeadShape.Contours.Select(point => 50 * new Vector2(point.X, point.Y))]));

    [Fact]
    public void A_head_is_fitted_once_however_many_ask_at_once_and_whatever_for()
    {
        var fits = 0;
        var heads = Counting(() => Interlocked.Increment(ref fits));

        Parallel.For(0, 64, _ => heads.Of(Face).Shape(useContours: true));
        var shapes = new[] { false, true }.Select(useContours => heads.Of(Face).Shape(useContours));

        Assert.All(shapes, shape => Assert.Equal(HeadPose.Fit(Face.Landmarks), shape.Pose));
        Assert.Equal(1, fits);
    }

    [Fact]
    public void A_mask_follows_the_head_that_is_kept()
    {
        foreach (var mask in new Func<FittedHeads, IFaceMask>[] { heads => new HullFaceMask { Heads = heads }, heads => new EllipseFaceMask { Heads = heads } })
        {
            var fits = 0;
            var heads = Counting(() => fits++);

            mask(heads).Draw(Face, 64, 64);
            mask(heads).Draw(Face, 64, 64);

            Assert.Equal(1, fits);
        }
    }

    [Fact]
    public void A_face_copied_with_other_landmarks_has_another_head()
    {
        var moved = Face with { Landmarks = Face.Landmarks.Map(point => 2 * point) };

        Assert.Equal(2 * FittedHeads.Shared.Of(Face).Pose.Frame.Scale, FittedHeads.Shared.Of(moved).Pose.Frame.Scale, 1e-3);
    }

    [Fact]
    public void A_head_is_kept_no_longer_than_its_face()
    {
        var head = Fit();

        for (var i = 0; i < 10 && head.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(head.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Fit()
        {
            var head = FittedHeads.Shared.Of(new DetectedFace(FaceTemplate.Ffhq512.At(256)));
            _ = head.Shape(useContours: false);
            return new WeakReference(head);
        }
    }

    private static FittedHeads Counting(Action count) => new(landmarks =>
    {
        count();
        return HeadPose.Fit(landmarks);
    });
}
