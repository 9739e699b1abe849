using System.Numerics;
using GlGan.Faces;
using GlGan.Video;

namespace GlGan.Tests.Videos;

public sealed class FaceTimelineTests
{
    private const int Frames = 60, Reach = 5;

    private static readonly TimeBase Rate = new(1, 25);
    private static readonly FaceLandmarks Face = new(new(40, 40), new(80, 40), new(60, 60), new(45, 80), new(75, 80));

    [Fact]
    public void A_face_that_moves_evenly_stays_where_it_is()
    {
        var timeline = Timeline(frame => Moved(new Vector2(3, 1) * frame));

        Assert.Equal(Face.Nose.X + 3 * 30, timeline.Steady(30)[0].Face.Landmarks.Nose.X, 0.01f);
        Assert.Equal(Face.Nose.Y + 59, timeline.Steady(59)[0].Face.Landmarks.Nose.Y, 0.01f);
    }

    [Fact]
    public void Jitter_becomes_less_than_half()
    {
        var noise = new Random(1);
        var timeline = Timeline(_ => Moved(new Vector2(noise.NextSingle() - 0.5f, noise.NextSingle() - 0.5f)));

        var before = Jitter(frame => timeline[frame].Faces[0].Points[0]);
        var after = Jitter(frame => timeline.Steady(frame)[0].Face.Landmarks.LeftEye.X);

        Assert.True(after < 0.5 * before, $"{before}, {after}");
    }

    [Fact]
    public void A_face_that_is_missed_for_a_moment_is_bridged_and_one_that_is_gone_is_not()
    {
        var timeline = Timeline(frame => frame is 20 or 21 or > 40 ? null : Moved(new Vector2(2, 0) * frame));

        Assert.Equal(Face.Nose.X + 40, timeline.Steady(20)[0].Face.Landmarks.Nose.X, 0.01f);
        Assert.Empty(timeline.Steady(41));
    }

    [Fact]
    public void Another_shot_does_not_count()
    {
        var timeline = new FaceTimeline(Rate, Reach);
        for (var frame = 0; frame < 20; frame++) timeline.Add(new SeenFrame(frame, frame == 10, [SeenFace.Of(1, Moved(new Vector2(frame < 10 ? 0 : 30, 0)))]));

        Assert.Equal(Face.Nose.X, timeline.Steady(9)[0].Face.Landmarks.Nose.X, 0.001f);
        Assert.Equal(Face.Nose.X + 30, timeline.Steady(10)[0].Face.Landmarks.Nose.X, 0.001f);
    }

    [Fact]
    public void Faces_keep_their_numbers_when_they_are_found_in_another_order()
    {
        var tracker = new FaceTracker(patience: 5);
        var (left, right) = (Moved(Vector2.Zero), Moved(new Vector2(200, 0)));

        var first = tracker.Follow(0, [right, left], isCut: false);
        var second = tracker.Follow(1, [Moved(new Vector2(5, 0)), Moved(new Vector2(195, 0))], isCut: false);
        tracker.Follow(2, [right], isCut: false);
        var fourth = tracker.Follow(3, [left, right], isCut: false);
        var afterCut = tracker.Follow(4, [left], isCut: true);

        Assert.Equal(Face.Nose.X, SeenFace.Face(first[0].Points).Landmarks.Nose.X);
        Assert.Equal([1, 2], second.Select(face => face.Track));
        Assert.Equal(Face.Nose.X + 5, SeenFace.Face(second[0].Points).Landmarks.Nose.X);
        Assert.Equal([1, 2], fourth.Select(face => face.Track));
        Assert.Equal(3, afterCut.Single().Track);
    }

    [Fact]
    public void Weights_are_those_of_a_line_at_any_times()
    {
        double[] times = [-0.13, -0.05, 0.002, 0.09];
        var weights = FaceTimeline.Weights(times);

        Assert.Equal(1, weights.Sum(), 1e-9);
        Assert.Equal(0, weights.Zip(times, (weight, time) => weight * time).Sum(), 1e-9);
        Assert.Equal([1.0], FaceTimeline.Weights([0]));
    }

    private static FaceTimeline Timeline(Func<int, DetectedFace?> face)
    {
        var timeline = new FaceTimeline(Rate, Reach);
        for (var frame = 0; frame < Frames; frame++) timeline.Add(new SeenFrame(frame, false, face(frame) is { } found ? [SeenFace.Of(1, found)] : []));
        return timeline;
    }

    private static DetectedFace Moved(Vector2 by) => new(Face.Map(point => point + by));

    private static double Jitter(Func<int, float> value) => Math.Sqrt(Enumerable.Range(1, Frames - 2).Average(frame => Math.Pow(value(frame - 1) - 2 * value(frame) + value(frame + 1), 2)));
}
