using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Moves the neutral mesh to an expression.</summary>
internal sealed class ExpressionPose(FaceTraits traits, FaceExpression expression)
{
    private const float LidThickness = 0.15f;

    private readonly float _smile = expression.Smile;
    private readonly float _widest = 1.9f * expression.MouthOpen * (1 - 0.2f * Math.Max(expression.Smile, 0)) + 0.75f * Math.Max(expression.Smile - 0.3f, 0);

    /// <summary>Height of the mouth's opening at a canonical x.</summary>
    public float Gap(float x)
    {
        var t = x / traits.MouthHalfWidth;
        return t * t < 1 ? _widest * MathF.Sqrt(1 - t * t) : 0;
    }

    public void Apply(FaceMesh mesh, Span<Vector3> posed)
    {
        mesh.Positions.AsSpan(0, mesh.VertexCount).CopyTo(posed);
        var grid = HeadGrid.Instance;
        for (var row = 0; row < grid.Rows; row++)
        {
            if (grid.RowS[row] is > 5 or < -15) continue;
            for (var column = 0; column < grid.Columns; column++)
            {
                if (Math.Abs(grid.Angle[column]) > 1.75f) continue;
                var at = row * grid.Columns + column;
                var c = grid.Canonical[at];
                posed[at] += Offset(c.X, c.Y, grid.Angle[column]);
            }
        }
    }

    private Vector3 Offset(float x, float y, float angle)
    {
        var ax = Math.Abs(x);
        var side = x < 0 ? -1 : 1;
        var d = Vector3.Zero;
        if (y < -2)
        {
            d += Smile(ax, y, side);
            if (_widest > 0) d += Open(ax, y, angle);
        }
        else if (y > -1.9f)
        {
            d.Y += 0.5f * expression.BrowRaise * Bell((ax - 2.6f) / 1.7f, (y - 2.3f) / 0.9f);
            if (y < 2 && ax < 6) d.Z += Lid(ax, y);
        }

        return d;
    }

    private Vector3 Smile(float ax, float y, int side)
    {
        var dy = y - HeadGrid.MouthY;
        var corner = Bell((ax - traits.MouthHalfWidth) / 1.1f, dy / 0.95f);
        var lips = ax < traits.MouthHalfWidth ? ax / traits.MouthHalfWidth * Bell(dy / 0.8f, 0) : 0;
        var cheek = Bell((ax - 3.6f) / 1.05f, (y + 3.9f) / 1.05f);
        var broad = Math.Max(_smile, 0);
        var fold = Bell((ax - HeadRelief.NasolabialX(y) - 0.2f * broad) / 0.3f, (y + 5.7f) / 1.1f);
        return new Vector3(
            side * (0.42f * _smile * corner + 0.16f * _smile * lips + 0.1f * broad * cheek),
            _smile * (0.46f * corner + 0.22f * cheek) - 0.12f * broad * Bell(ax / 1, (dy + 0.2f) / 0.8f),
            -0.3f * broad * corner - 0.15f * broad * lips * Bell(dy / 0.6f, 0) + 0.34f * broad * cheek - 0.16f * broad * fold);
    }

    private Vector3 Open(float ax, float y, float angle)
    {
        var dy = y - HeadGrid.MouthY;
        var gap = Gap(ax);
        if (dy >= HeadGrid.LipGap * 0.5f) return new Vector3(0, 0.14f * gap * Bell(dy / 0.9f, 0), 0);
        if (dy > -HeadGrid.LipGap * 0.5f) return new Vector3(0, -0.43f * gap, -0.8f * Math.Min(gap, 1));
        var jaw = _widest * 0.8f * (1 - Step(0.5f, 1.6f, Math.Abs(angle))) * (1 - Step(-12, -14.5f, y));
        var drop = Mix(gap * 0.86f, jaw, Step(-0.5f, -2.2f, dy));
        return new Vector3(0, -drop, -0.22f * drop);
    }

    private float Lid(float ax, float y)
    {
        var across = (ax - traits.EyeX) / traits.EyeHalfWidth;
        var near = Bell(across / 0.8f, y / 0.85f);
        if (near <= 0) return 0;
        var (upper, lower) = traits.Lids(across, expression.Blink, _smile);
        var inside = Math.Min(upper - y, y - lower);
        return LidThickness * Math.Min(1.6f * near, 1) * Step(0.1f, -0.1f, inside) + 0.05f * Bell((y - upper - 0.1f) / 0.12f, 0) * near;
    }
}
