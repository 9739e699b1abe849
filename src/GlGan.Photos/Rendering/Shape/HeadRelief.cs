using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>The relief of the face over the smooth head: sockets, nose, lips, chin, cheeks; in canonical coordinates, for x at least 0.</summary>
internal sealed class HeadRelief(FaceTraits traits, uint seed)
{
    private const int FormCount = 44;
    private const ulong FormStream = 26;

    private static readonly float[] NoseKnots = [1.7f, 0.9f, 0.2f, -1, -2, -3, -3.5f, -3.9f, -4.25f, -4.6f, -4.9f, -5.3f];
    private static readonly float[] NoseHeights = [0, 0.12f, 0.3f, 0.75f, 1.15f, 1.5f, 1.72f, 1.76f, 1.5f, 0.9f, 0.32f, 0];
    private static readonly float[] NoseWidths = [1, 0.66f, 0.56f, 0.66f, 0.76f, 0.84f, 0.86f, 0.86f, 0.84f, 0.8f, 0.8f, 0.8f];

    private readonly FaceIdentity _id = traits.Identity;
    private readonly Vector4[] _own = OwnForms(seed);

    /// <summary>Depth of the ball's centre plane: the eye's apex sits behind the brow by a fixed amount.</summary>
    public float BallZ { get; } = 8.12f - 0.12f * traits.Identity.EyeDepth - FaceTraits.EyeballRadius;

    /// <summary>Moves a base point to the relief of this identity.</summary>
    public Vector3 Apply(Vector3 p, float x, float y)
    {
        var side = p.X * p.X < 60 ? MathF.Min(p.X / 7.6f, 1) : 1;
        var outward = new Vector3(side, 0, MathF.Sqrt(Math.Max(0, 1 - side * side)));
        // At the side of the head x hardly changes: what bulges there would be a ridge round to the ear.
        var moved = p + outward * (Broad(x, y) * Step(-0.5f, 3.5f, p.Z) + Lips(x, y));
        if (y < 1.8f && y > -5.6f && x < 3.2f) moved += Nose(x, y);
        if (y < 3 && y > -2.6f && x < 6) moved = Eye(moved, x, y);
        return moved;
    }

    // What no measure names: shallow rises and hollows that are this person's alone. Centre, reach and height in centimetres.
    private static Vector4[] OwnForms(uint seed)
    {
        var random = new CounterRandom(seed, FormStream, 0);
        var forms = new Vector4[FormCount];
        foreach (ref var form in forms.AsSpan())
        {
            form = new Vector4(random.Range(0, 6.5f), random.Range(-11.5f, 6), random.Range(0.4f, 1.8f), 0);
            form.W = 0.3f * form.Z * random.Bell();
        }

        return forms;
    }

    private float Own(float x, float y)
    {
        float sum = 0;
        foreach (var form in _own)
        {
            float dx = (x - form.X) / form.Z, dy = (y - form.Y) / form.Z, distance = dx * dx + dy * dy;
            if (distance < 9) sum += form.W * Bell(distance);
        }

        return sum;
    }

    private float Broad(float x, float y)
    {
        var ridge = (0.26f + 0.32f * _id.BrowRidge) * Bell((x - 2.4f) / 1.6f, (y - 1.85f) / 0.62f) + 0.1f * Bell(x / 1.1f, (y - 1.9f) / 0.7f);
        var cheek = (0.3f + 0.36f * _id.CheekboneWidth) * Bell((x - 5.1f) / 1.35f, (y + 1.9f) / 1.3f)
            + 0.2f * Bell((x - 3.7f) / 1.3f, (y + 3) / 1.3f)
            + (-0.12f + 0.42f * _id.CheekFullness + 0.35f * _id.Weight) * Bell((x - 4.4f) / 1.4f, (y + 6) / 1.8f);
        var chin = (0.4f + 0.2f * _id.ChinProminence) * Bell(x / (1.25f + 0.3f * _id.ChinWidth), (y + 10.1f) / 0.95f)
            - (0.3f + 0.22f * _id.ChinProminence) * Bell(x / 1.5f, (y + 8.75f) / 0.42f)
            + 0.3f * _id.ChinWidth * Bell((x - 2.2f) / 1, (y + 10.3f) / 1);
        var temple = -0.3f * Bell((x - 7) / 1.1f, (y - 2.6f) / 1.5f);
        var forehead = 0.12f * Bell((x - 2.2f) / 1.6f, (y - 4.9f) / 1.4f);
        var mound = 0.35f * Bell(x / 2, (y + 6.9f) / 1.35f) - 0.55f * Bell((x - 3) / 1.3f, (y + 7.1f) / 1.6f);
        var fold = -(0.08f + 0.22f * _id.Age + 0.12f * Math.Max(_id.CheekFullness, 0)) * Bell((x - NasolabialX(y)) / 0.34f, (y + 5.6f) / 1.3f);
        var jowl = (0.25f * _id.Age + 0.3f * Math.Max(_id.Weight, 0)) * Bell((x - 4.2f) / 1.1f, (y + 9.3f) / 1.1f);
        var bag = 0.26f * _id.EyeBags * Bell((x - traits.EyeX + 0.1f) / 1.1f, (y + 1) / 0.32f);
        return Own(x, y) + jowl + bag + ridge + cheek + chin + temple + forehead + mound + fold;
    }

    public static float NasolabialX(float y) => 1.95f - 0.42f * (y + 4.4f);

    private float Lips(float x, float y)
    {
        if (y > -4.8f || y < -8.8f || x > 3.6f) return 0;
        var t = Math.Min(x / traits.MouthHalfWidth, 1);
        var taper = 1 - t * t;
        float top = traits.LipTop(x), bottom = traits.LipBottom(x), dy = y - HeadGrid.MouthY;
        var upper = (0.26f + 0.12f * _id.UpperLip + 0.16f * _id.LipDepth) * Bell((dy - 0.42f * top) / (0.42f * top + 0.12f) * 0.9f, 0);
        var lower = (0.36f + 0.14f * _id.LowerLip + 0.18f * _id.LipDepth) * Bell((dy + 0.5f * bottom) / (0.45f * bottom + 0.12f) * 0.9f, 0);
        var line = -0.2f * Bell(dy / 0.13f, 0);
        var philtrum = (-0.09f * Bell(x / 0.26f, 0) + 0.07f * Bell((x - 0.55f) / 0.26f, 0)) * Step(-4.8f, -5.2f, y) * Step(-6.6f, -6.2f, y);
        var corner = -0.16f * Bell((x - traits.MouthHalfWidth - 0.1f) / 0.36f, dy / 0.4f);
        return taper * (upper + lower + line) + philtrum + corner;
    }

    private Vector3 Nose(float x, float y)
    {
        var tilt = 0.6f * _id.NoseTip;
        var yy = y - tilt * Bell(x / 1.2f, (y + 4) / 1) - 0.3f * Step(0.25f, 1.2f, x) * Step(-2.5f, -3.8f, y);
        var width = Spline(NoseKnots, NoseWidths, yy) * (1 + (0.16f * _id.NoseWidth + 0.12f * _id.NoseTipWidth) * Step(-0.5f, -3.5f, y)) * (1 + 0.32f * _id.NoseRidge * Step(-4.2f, -2.2f, y));
        var height = Spline(NoseKnots, NoseHeights, yy) * (1 + 0.28f * _id.NoseProjection)
            + 0.42f * _id.NoseBridge * Bell(0, (y + 0.3f) / 1.1f)
            + 0.36f * _id.NoseHump * Bell(0, (y + 1.7f) / 0.8f);
        var t = x / width;
        var ridge = height * (0.75f * Bell(0.92f * t * t) + 0.25f / (1 + t * t));
        if (x > 2.2f) ridge *= 1 - Step(2.2f, 3.2f, x);
        var wingX = 1.22f * traits.NoseWidth;
        var wing = 0.72f * (1 + 0.75f * _id.NoseWings) * Bell((x - wingX) / 0.4f, (y + 4.1f) / 0.38f);
        var crease = -0.3f * (1 + 0.6f * _id.NoseWings) * Bell((x - wingX - 0.52f) / 0.24f, (y + 4.1f) / 0.6f) - 0.12f * Bell((x - wingX) / 0.5f, (y + 3.35f) / 0.22f);
        var ball = (0.2f + 0.2f * _id.NoseTipWidth) * Bell(x / (0.62f + 0.3f * _id.NoseTipWidth), (yy + 3.85f) / 0.5f);
        var nostril = -0.3f * Bell((x - 0.62f * traits.NoseWidth) / 0.24f, (y + 4.5f) / 0.16f);
        var sag = -0.16f * Bell(x / 0.8f, (y + 4.15f) / 0.5f) + tilt * Bell(x / 1, (y + 4) / 0.8f) - 0.1f * Bell((x - wingX) / 0.4f, (y + 4.4f) / 0.3f) + 0.3f * _id.NoseWings * Bell((x - wingX) / 0.5f, (y + 4.3f) / 0.5f);
        return new Vector3(0.1f * Bell((x - wingX) / 0.4f, (y + 4.1f) / 0.4f), sag, ridge + wing + crease + ball + nostril);
    }

    private Vector3 Eye(Vector3 p, float x, float y)
    {
        float dx = x - traits.EyeX, depth = 1 + 0.65f * _id.EyeDepth;
        p.Z -= depth * (0.62f * Bell(dx / 1.25f, (y - 0.2f) / 0.85f) + 0.5f * Bell((x - 1.5f) / 0.55f, (y - 0.45f) / 0.7f));
        var hood = 0.5f * Math.Max(_id.LidFold, -0.6f) * Bell((dx - 0.3f) / 1.1f, (y - 1) / 0.45f);
        p.Z += hood + 0.14f * Bell((dx - 0.5f) / 1.1f, (y - 1.35f) / 0.4f);
        p.Z -= (0.05f + 0.07f * _id.Age) * Bell(dx / 1, (y + 1.25f) / 0.25f);
        var ball = FaceTraits.BallHeight(dx, y);
        if (ball > 0) p.Z = SmoothMax(p.Z, BallZ + ball, 0.3f);
        return p;
    }
}
