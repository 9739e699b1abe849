using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Where on the head's grid the 68 landmarks of iBUG's annotation are, as points of the head: a turned head hides some.</summary>
internal static class ContourSpots
{
    private const float Degree = MathF.PI / 180;

    // The outline seen from the front, from the temple to the chin: canonical height and angle around the head.
    private static readonly (float Height, float Angle)[] HalfJaw = [(0.3f, 79), (-1.6f, 79), (-3.5f, 77), (-5.4f, 73), (-7.3f, 67), (-9, 57), (-10.3f, 42), (-11.1f, 22)];

    private static readonly float[] Brow = [4.85f, 4.1f, 3.2f, 2.2f, 1.25f], BridgeY = [0.5f, -0.9f, -2.3f, HeadGrid.NoseTipY + 0.27f], BaseX = [1.25f, 0.62f, 0, -0.62f, -1.25f];

    private static readonly (float Across, bool Upper)[] Eye = [(1, true), (0.35f, true), (-0.35f, true), (-1, true), (-0.35f, false), (0.35f, false)];

    private static readonly float[] Lip = [1, 0.62f, 0.24f, 0, -0.24f, -0.62f, -1], InnerLip = [0.85f, 0.3f, 0, -0.3f, -0.85f];

    /// <summary>The points in the annotation's order, interpolated on a posed mesh.</summary>
    /// <param name="traits">The face.</param>
    /// <param name="expression">Its expression, which moves the lids over the eyes.</param>
    /// <param name="posed">The mesh.</param>
    /// <param name="points">Receives 68 points.</param>
    public static void Locate(FaceTraits traits, FaceExpression expression, ReadOnlySpan<Vector3> posed, Span<Vector3> points)
    {
        var writer = new Writer(posed, points);
        foreach (var (height, angle) in HalfJaw) writer.Around(height, -angle * Degree);
        writer.Around(-11.5f, 0);
        foreach (var (height, angle) in HalfJaw.Reverse()) writer.Around(height, angle * Degree);
        foreach (var x in Brow) writer.At(-x, traits.Brow(x).Middle);
        foreach (var x in Brow.Reverse()) writer.At(x, traits.Brow(x).Middle);
        foreach (var y in BridgeY) writer.At(0, y);
        foreach (var x in BaseX) writer.At(-x * traits.NoseWidth, -4.75f + 0.18f * Math.Abs(x));
        foreach (var (across, upper) in Eye) Lid(ref writer, -1, across, upper);
        foreach (var (across, upper) in (ReadOnlySpan<(float, bool)>)[Eye[3], Eye[2], Eye[1], Eye[0], Eye[5], Eye[4]]) Lid(ref writer, 1, across, upper);
        foreach (var t in Lip) writer.At(-t * traits.MouthHalfWidth, HeadGrid.MouthY + traits.LipTop(Math.Abs(t) * traits.MouthHalfWidth));
        foreach (var t in Lip.AsSpan(1, 5)) writer.At(t * traits.MouthHalfWidth, HeadGrid.MouthY - traits.LipBottom(Math.Abs(t) * traits.MouthHalfWidth));
        foreach (var t in InnerLip) writer.At(-t * traits.MouthHalfWidth, HeadGrid.MouthY + HeadGrid.LipGap);
        foreach (var t in InnerLip.AsSpan(1, 3)) writer.At(t * traits.MouthHalfWidth, HeadGrid.MouthY - HeadGrid.LipGap);

        void Lid(ref Writer to, int side, float across, bool upper)
        {
            var lids = traits.Lids(across, expression.Blink, expression.Smile);
            to.At(side * (traits.EyeX + across * traits.EyeHalfWidth), upper ? lids.Upper : lids.Lower);
        }
    }

    private ref struct Writer(ReadOnlySpan<Vector3> posed, Span<Vector3> points)
    {
        private readonly ReadOnlySpan<Vector3> _posed = posed;
        private readonly Span<Vector3> _points = points;
        private int _count;

        public void At(float x, float y)
        {
            var (row, column) = HeadGrid.Instance.Find(x, y);
            Add(row, column);
        }

        public void Around(float height, float angle)
        {
            var (row, column) = HeadGrid.Instance.FindAround(height, angle);
            Add(row, column);
        }

        private void Add(float row, float column) => _points[_count++] = HeadGrid.Instance.Interpolate(_posed, row, column);
    }
}
