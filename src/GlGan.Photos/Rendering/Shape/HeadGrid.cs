using System.Numerics;

namespace GlGan.Rendering;

/// <summary>
/// The average head as a closed grid in centimetres: x to the viewer's right, y up, z to the camera, origin between the ears at eye level.
/// Rows run from the crown to the shoulders, columns around the head from the back over the viewer's left, the face and the right. Features
/// of the face lie at fixed canonical rows, so every identity shares this grid.
/// </summary>
internal sealed class HeadGrid
{
    public const float BrowY = 2.15f, NoseTipY = -3.8f, MouthY = -7, LipGap = 0.04f, MouthHalfWidth = 2.56f, EyeX = 3.09f;

    private static readonly float[] Knots = [11.6f, 11.3f, 10.6f, 9.5f, 8, 6, 4, 2, 0, -2, -4, -6, -8, -10, -11, -11.6f, -12.2f, -12.8f, -13.6f, -15, -17, -18.5f, -20.5f, -24];
    private static readonly float[] FrontZ = [-0.6f, 2.4f, 4.6f, 6.6f, 8.1f, 9.15f, 9.6f, 9.65f, 9.1f, 8.95f, 9.1f, 9.3f, 9, 8.8f, 8.3f, 7.2f, 5.4f, 3.8f, 2.8f, 2.4f, 2.6f, 3.2f, 4.4f, 6];
    private static readonly float[] FrontY = [11.6f, 11.3f, 10.6f, 9.5f, 8, 6, 4, 2, 0, -2, -4, -6, -8, -10, -11, -11.55f, -11.75f, -12, -12.7f, -14.5f, -17, -18.8f, -20.5f, -26];
    private static readonly float[] HalfWidth = [0, 2.7f, 4.6f, 6, 6.95f, 7.55f, 7.75f, 7.65f, 7.35f, 7.1f, 6.85f, 6.5f, 6, 5.45f, 5.25f, 5.2f, 5.2f, 5.25f, 5.3f, 5.6f, 6.5f, 10, 15.5f, 19.5f];
    private static readonly float[] BackZ = [-0.6f, -3.6f, -6.2f, -8, -9.2f, -9.9f, -10.1f, -9.9f, -9.3f, -8.4f, -7.4f, -6.8f, -6.4f, -6.2f, -6.1f, -6.1f, -6.1f, -6.1f, -6.1f, -6.2f, -6.6f, -7.2f, -8, -9];
    private static readonly float[] BackY = [11.6f, 11.3f, 10.6f, 9.5f, 8, 6, 4, 2.2f, 0.6f, -1, -2.6f, -4.2f, -5.6f, -7, -8, -8.6f, -9.2f, -9.8f, -10.8f, -12.5f, -15, -17, -19.5f, -25.5f];
    private static readonly float[] CenterZ = [-0.6f, -0.6f, -0.5f, -0.3f, -0.2f, 0, 0, 0, 0, 0, 0, -0.2f, -0.5f, -1, -1.3f, -1.5f, -1.7f, -1.9f, -2, -2, -2, -2, -2, -2];

    // Columns from the midline to the side of the head.
    private const int QuarterTurn = 48;

    private HeadGrid(float[] rows, float[] angles)
    {
        (RowS, Angle) = (rows, angles);
        Canonical = new Vector2[Rows * Columns];
        Base = new Vector3[Rows * Columns];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                (Base[row * Columns + column], Canonical[row * Columns + column]) = Place(rows[row], angles[column]);
        Indices = Connect(Rows, Columns, 1);
        CoarseIndices = Connect(Rows, Columns, 2);
    }

    /// <summary>The grid, immutable.</summary>
    public static HeadGrid Instance { get; } = new(BuildRows(), BuildAngles());

    /// <summary>Canonical height of each row; equal to y on the face.</summary>
    public float[] RowS { get; }

    /// <summary>Angle of each column in radians: 0 is the face's midline, positive to the viewer's right.</summary>
    public float[] Angle { get; }

    public int Rows => RowS.Length;

    public int Columns => Angle.Length;

    public int Middle => Columns / 2;

    /// <summary>Canonical (x, y) of each vertex: where features are defined.</summary>
    public Vector2[] Canonical { get; }

    /// <summary>Average smooth head without features.</summary>
    public Vector3[] Base { get; }

    public int[] Indices { get; }

    /// <summary>Triangles over every other row and column.</summary>
    public int[] CoarseIndices { get; }

    public int Row(float s)
    {
        var row = 0;
        while (row < Rows - 1 && RowS[row] > s + 1e-4f) row++;
        return row;
    }

    /// <summary>The fractional row and column at a canonical height and an angle in radians.</summary>
    public (float Row, float Column) FindAround(float y, float angle)
    {
        var row = RowAbove(y);
        var column = 1;
        while (column < Columns - 2 && Angle[column + 1] < angle) column++;
        return (Fraction(row, y), column + (angle - Angle[column]) / (Angle[column + 1] - Angle[column]));
    }

    /// <summary>The fractional row and column of a canonical spot of the face.</summary>
    public (float Row, float Column) Find(float x, float y)
    {
        var row = RowAbove(y);
        var start = row * Columns;
        var column = Middle - QuarterTurn;
        while (column < Middle + QuarterTurn - 1 && Canonical[start + column + 1].X < x) column++;
        float left = Canonical[start + column].X, right = Canonical[start + column + 1].X;
        return (Fraction(row, y), column + Math.Clamp((x - left) / Math.Max(right - left, 1e-3f), 0, 1));
    }

    /// <summary>What lies at a fractional row and column, short of the last ones.</summary>
    public Vector3 Interpolate(ReadOnlySpan<Vector3> vertices, float row, float column)
    {
        int top = (int)row, left = (int)column, at = top * Columns + left;
        float down = row - top, across = column - left;
        return ShadingMath.Mix(ShadingMath.Mix(vertices[at], vertices[at + 1], across), ShadingMath.Mix(vertices[at + Columns], vertices[at + Columns + 1], across), down);
    }

    private int RowAbove(float y)
    {
        var row = 0;
        while (row < Rows - 2 && RowS[row + 1] >= y) row++;
        return row;
    }

    private float Fraction(int row, float y) => row + (y - RowS[row]) / (RowS[row + 1] - RowS[row]);

    private static (Vector3 Position, Vector2 Canonical) Place(float s, float angle)
    {
        float sin = MathF.Sin(angle), cos = MathF.Cos(angle);
        var back = ShadingMath.Step(0.35f, 1.92f, MathF.Abs(angle));
        var y = ShadingMath.Mix(At(FrontY, s), At(BackY, s), back);
        float center = At(CenterZ, s), width = At(HalfWidth, s);
        var depth = (cos > 0 ? At(FrontZ, s) : At(BackZ, s)) - center;
        return (new Vector3(width * sin, y, center + depth * MathF.Abs(cos)), new Vector2(width * sin, s));
    }

    private static float At(float[] table, float s) => ShadingMath.Spline(Knots, table, s);

    private static int[] Connect(int rows, int columns, int step)
    {
        var indices = new List<int>();
        for (var row = 0; row < rows - 1; row += step)
            for (var column = 0; column < columns; column += step)
            {
                var (down, right) = (Math.Min(row + step, rows - 1), column + step < columns ? column + step : 0);
                int a = row * columns + column, b = row * columns + right, c = down * columns + column, d = down * columns + right;
                indices.AddRange(a, c, b, b, c, d);
            }

        return [.. indices];
    }

    private static float[] BuildRows()
    {
        var rows = new List<float> { 11.6f };
        Add(8, 8);
        Add(3.4f, 9);
        Add(1.4f, 10);
        Add(0, 10);
        Add(-1, 7);
        Add(-3.2f, 10);
        Add(NoseTipY, 4);
        Add(-5, 9);
        Add(-6, 5);
        Add(MouthY + LipGap, 7);
        Add(MouthY, 1);
        Add(MouthY - LipGap, 1);
        Add(-8.2f, 8);
        Add(-11, 10);
        Add(-13.6f, 8);
        Add(-19, 6);
        Add(-24, 3);
        return [.. rows];

        void Add(float end, int count)
        {
            var start = rows[^1];
            for (var i = 1; i <= count; i++) rows.Add(i == count ? end : start + (end - start) * i / count);
        }
    }

    private static float[] BuildAngles()
    {
        var half = new List<float>();
        Add(0, 30, 24);
        Add(30, 48, 11);
        Add(48, 84, 13);
        Add(84, 180, 13);
        var right = half.Select(degrees => degrees * MathF.PI / 180).ToArray();
        return [.. right.Reverse().Select(angle => -angle), 0, .. right.Where(angle => angle < 3.14f)];

        void Add(float start, float end, int count)
        {
            for (var i = 1; i <= count; i++) half.Add(start + (end - start) * i / count);
        }
    }
}
