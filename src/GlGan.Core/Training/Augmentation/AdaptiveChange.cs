using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Training;

/// <summary>
/// What happens to one image: the pipeline of Karras et al. (NeurIPS 2020), appendix B. Every operation has random numbers of its own, so that a higher
/// probability adds changes and leaves the others as they were.
/// </summary>
/// <param name="Geometry">Where a point goes, in pixels from the image's centre, as a row vector.</param>
/// <param name="Color">What a colour becomes, as a row vector (r, g, b, 1).</param>
internal readonly record struct AdaptiveChange(Matrix3x2 Geometry, Matrix4x4 Color)
{
    private const uint Stream = 0x41444100;
    private const uint SecondTime = 0x80;

    private static readonly Vector3 GreyAxis = new(1 / MathF.Sqrt(3));

    internal static AdaptiveChange Draw(AugmentationDraw draw, long sample, AdaptiveOperations operations, float size)
    {
        var chances = new Chances(draw, sample, operations);
        return new(DrawGeometry(chances, size), DrawColor(chances));
    }

    private static Matrix3x2 DrawGeometry(Chances chances, float size)
    {
        var change = Matrix3x2.Identity;
        if (chances.Take(AdaptiveOperations.Flip, out var random) && random.Below(2) == 1) change *= Matrix3x2.CreateScale(-1, 1);
        if (chances.Take(AdaptiveOperations.QuarterTurns, out random)) change *= Matrix3x2.CreateRotation(random.Below(4) * MathF.PI / 2);
        if (chances.Take(AdaptiveOperations.WholeShift, out random))
            change *= Matrix3x2.CreateTranslation(MathF.Round(size * random.Range(-0.125f, 0.125f)), MathF.Round(size * random.Range(-0.125f, 0.125f)));
        if (chances.Take(AdaptiveOperations.Scale, out random)) change *= Matrix3x2.CreateScale(float.Exp2(0.2f * random.Normal()));
        if (chances.TakeRotation(out random)) change *= AnyRotation(random);
        if (chances.Take(AdaptiveOperations.Stretch, out random))
        {
            var width = float.Exp2(0.2f * random.Normal());
            change *= Matrix3x2.CreateScale(width, 1 / width);
        }

        if (chances.TakeRotation(out random, SecondTime)) change *= AnyRotation(random);
        if (chances.Take(AdaptiveOperations.Shift, out random))
            change *= Matrix3x2.CreateTranslation(0.125f * size * random.Normal(), 0.125f * size * random.Normal());
        return change;
    }

    private static Matrix4x4 DrawColor(Chances chances)
    {
        var change = Matrix4x4.Identity;
        if (chances.Take(AdaptiveOperations.Brightness, out var random)) change *= Matrix4x4.CreateTranslation(new Vector3(0.2f * random.Normal()));
        if (chances.Take(AdaptiveOperations.Contrast, out random)) change *= Matrix4x4.CreateScale(float.Exp2(0.5f * random.Normal()));
        if (chances.Take(AdaptiveOperations.LumaFlip, out random) && random.Below(2) == 1) change *= Matrix4x4.CreateReflection(new Plane(GreyAxis, 0));
        if (chances.Take(AdaptiveOperations.Hue, out random)) change *= Matrix4x4.CreateFromAxisAngle(GreyAxis, random.Range(-MathF.PI, MathF.PI));
        if (chances.Take(AdaptiveOperations.Saturation, out random)) change *= Saturation(float.Exp2(random.Normal()));
        return change;
    }

    private static Matrix3x2 AnyRotation(CounterRandom random) => Matrix3x2.CreateRotation(random.Range(-MathF.PI, MathF.PI));

    private static Matrix4x4 Saturation(float factor)
    {
        var other = (1 - factor) / 3;
        var own = other + factor;
        return new(own, other, other, 0, other, own, other, 0, other, other, own, 0, 0, 0, 0, 1);
    }

    private readonly record struct Chances(AugmentationDraw Draw, long Sample, AdaptiveOperations Operations)
    {
        internal bool Take(AdaptiveOperations operation, out CounterRandom random) => Take(operation, out random, Draw.Probability, 0);

        /// <summary>There are two rotations, and one of them happens with the probability.</summary>
        internal bool TakeRotation(out CounterRandom random, uint time = 0) =>
            Take(AdaptiveOperations.Rotation, out random, 1 - Math.Sqrt(1 - Draw.Probability), time);

        private bool Take(AdaptiveOperations operation, out CounterRandom random, double probability, uint time)
        {
            random = Draw.Random(Stream | time | (uint)BitOperations.Log2((uint)operation), Sample);
            var happens = random.Chance((float)probability);
            return happens && Operations.HasFlag(operation);
        }
    }
}
