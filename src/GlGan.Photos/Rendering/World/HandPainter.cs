using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>A hand of rounded fingers with nails and creases, in centimetres.</summary>
internal static class HandPainter
{
    // From the index to the little finger: where it starts beside the middle of the knuckles, its length and its radius.
    private static readonly Vector3[] Fingers = [new(-3, 7, 0.88f), new(-1, 7.8f, 0.9f), new(1, 7.2f, 0.86f), new(2.85f, 5.6f, 0.74f)];

    /// <summary>At the mouth, the cheek, under the chin or at the brow.</summary>
    public static void Pose(ShapePainter shapes, FaceOccluder occluder, in OccluderSetting setting, ref CounterRandom random)
    {
        float side = occluder.Side < 0 ? -1 : 1, far = 4 * (occluder.Reach - 0.5f), wobble = 0.25f * random.Bell();
        var (knuckles, along, curl) = random.Below(4) switch
        {
            0 => (new Vector2(side * (6.5f - far), 4.5f), new Vector2(-side, -0.15f + wobble), 0f),
            1 => (new Vector2(side * (7 - 0.6f * far), 8.5f), new Vector2(-0.1f * side, -1 + 0.3f * wobble), 0.1f),
            2 => (new Vector2(side * (4.5f - far), 8.8f), new Vector2(-side, -0.25f + wobble), 0.45f),
            _ => (new Vector2(side * (8 - far), -5.5f), new Vector2(-side, 0.1f + wobble), 0.1f),
        };
        along /= MathF.Sqrt(along.X * along.X + along.Y * along.Y);
        Sleeve(shapes, occluder, setting, knuckles - along * 12, along, ref random);
        Palm(shapes, setting, knuckles, along, side, curl);
        var back = random.Chance(0.75f);
        for (var finger = Fingers.Length - 1; finger >= 0; finger--) Finger(shapes, setting, knuckles, along, side, finger, curl, random.Bell(), back);
    }

    /// <summary>A hand that an arm ends in.</summary>
    public static void End(ShapePainter shapes, in OccluderSetting setting, Vector2 wrist, Vector2 along, float side, ref CounterRandom random)
    {
        var knuckles = wrist + along * 8.5f;
        Palm(shapes, setting, knuckles, along, side, 0.2f);
        for (var finger = Fingers.Length - 1; finger >= 0; finger--) Finger(shapes, setting, knuckles, along, side, finger, 0.25f, random.Bell(), back: true);
    }

    /// <summary>Four fingers round something that is held, their tips at <paramref name="tip"/>, one below the other.</summary>
    public static void Grip(ShapePainter shapes, in OccluderSetting setting, Vector2 tip, float side, ref CounterRandom random)
    {
        for (var finger = 0; finger < Fingers.Length; finger++)
        {
            var at = tip + new Vector2(side * 0.5f * random.Unit(), 1.85f * finger);
            var length = 0.7f * Fingers[finger].Y;
            Segment(shapes, setting, at + new Vector2(side * length, 0.6f), at, Fingers[finger].Z, 0.85f * Fingers[finger].Z);
            Crease(shapes, setting, at + new Vector2(side * 2.4f, 0.15f), new Vector2(0, 0.6f));
            Nail(shapes, setting, at + new Vector2(side * 0.15f, 0), new Vector2(-side, 0), Fingers[finger].Z);
        }
    }

    /// <summary>What the wrist, and with it the sleeve, lead to.</summary>
    private static void Sleeve(ShapePainter shapes, FaceOccluder occluder, in OccluderSetting setting, Vector2 wrist, Vector2 along, ref CounterRandom random)
    {
        // The forearm comes from below, whichever way the hand points.
        var elbow = wrist - along * 8 + new Vector2(0, 14);
        shapes.Capsule(wrist + along * 4, elbow, 2.7f, 3.6f, setting.Skin, light: setting.Light with { RoundEnds = false });
        var cuff = wrist + (elbow - wrist) * random.Range(0.1f, 0.5f);
        shapes.Capsule(cuff, elbow, 3.6f, 4.8f, occluder.Color.Linear, light: setting.Light with { RoundEnds = false });
    }

    private static void Palm(ShapePainter shapes, in OccluderSetting setting, Vector2 knuckles, Vector2 along, float side, float curl)
    {
        var across = new Vector2(-along.Y, along.X) * side;
        shapes.Capsule(knuckles - along * 1.2f, knuckles - along * 8, 4.1f, 3, setting.Skin, light: setting.Light with { RoundEnds = false });
        var root = knuckles - along * 6 - across * 2.4f;
        var joint = root - across * 2.2f + along * 3.4f;
        Segment(shapes, setting, root, joint, 1.5f, 1.05f);
        Segment(shapes, setting, joint, joint + along * (2.6f - 2 * curl) + across * 0.6f, 1.02f, 0.85f);
    }

    private static void Finger(
        ShapePainter shapes, in OccluderSetting setting, Vector2 knuckles, Vector2 along, float side, int finger, float curl, float bend, bool back)
    {
        var (start, length, radius) = (Fingers[finger].X, Fingers[finger].Y * (1 - curl), Fingers[finger].Z);
        var across = new Vector2(-along.Y, along.X) * side;
        var spread = across * (0.045f * start + 0.06f * bend);
        Vector2 root = knuckles + across * start, joint = root + (along + spread) * (0.52f * length);
        var tip = joint + (along + spread * 0.6f + across * (0.08f * bend)) * (0.48f * length - radius);
        Segment(shapes, setting, root - along, joint, 1.06f * radius, radius);
        Segment(shapes, setting, joint, tip, radius, 0.8f * radius);
        Crease(shapes, setting, joint, across * (0.7f * radius));
        Crease(shapes, setting, joint + along * 0.2f, across * (0.55f * radius));
        Crease(shapes, setting, joint + (tip - joint) * 0.6f, across * (0.5f * radius));
        if (back) Nail(shapes, setting, tip, along, radius);
    }

    /// <summary>Part of a finger, and the dark beside it.</summary>
    private static void Segment(ShapePainter shapes, in OccluderSetting setting, Vector2 from, Vector2 to, float fromRadius, float toRadius)
    {
        shapes.Capsule(from, to, fromRadius + 0.12f, toRadius + 0.12f, setting.Skin * setting.Light.Surround * new Vector3(0.3f, 0.2f, 0.18f), 0.75f, 0.25f);
        shapes.Capsule(from, to, fromRadius, toRadius, setting.Skin * new Vector3(1.03f, 0.95f, 0.93f), light: setting.Light);
    }

    private static void Crease(ShapePainter shapes, in OccluderSetting setting, Vector2 at, Vector2 half) =>
        shapes.Capsule(at - half, at + half, 0.07f, 0.07f, setting.Skin * setting.Light.On(0, 0) * new Vector3(0.6f, 0.42f, 0.38f), 0.45f, 0.1f);

    private static void Nail(ShapePainter shapes, in OccluderSetting setting, Vector2 tip, Vector2 along, float radius)
    {
        var nail = ShadingMath.Mix(setting.Skin, new Vector3(0.75f, 0.45f, 0.4f), 0.45f) * setting.Light.On(0, 0);
        shapes.Capsule(tip - along * (0.1f * radius), tip + along * (0.35f * radius), 0.5f * radius, 0.46f * radius, nail, 0.85f, 0.12f);
        shapes.Disc(tip + along * (0.3f * radius), 0.15f * radius, nail * 1.35f, 0.6f, 0.2f);
    }
}
