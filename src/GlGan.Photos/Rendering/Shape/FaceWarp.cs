using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>
/// Where the parts of one face lie, how large they are and how they lean, apart from all proportions: eyes that differ, a nose that points to a side, a mouth that slants.
/// </summary>
internal sealed class FaceWarp
{
    private const ulong Stream = 28;

    private readonly Part[] _parts;
    private readonly OwnField _own;

    public FaceWarp(uint seed, float asymmetry)
    {
        _own = new OwnField(seed, asymmetry);
        var random = new CounterRandom(seed, Stream, 0);
        var sides = 0.6f + 0.8f * Math.Abs(asymmetry);
        // What both sides share is drawn first, then what each has of its own.
        Span<Vector4> shared = stackalloc Vector4[2];
        foreach (ref var draw in shared) draw = new Vector4(random.Bell(), random.Bell(), random.Bell(), random.Bell());
        _parts =
        [
            Side(-1, new(3.2f, 0.1f), 1.8f, shared[0], 0.1f * sides), Side(1, new(3.2f, 0.1f), 1.8f, shared[0], 0.1f * sides),
            Side(-1, new(2.9f, 2.5f), 1.5f, shared[1], 0.16f * sides), Side(1, new(2.9f, 2.5f), 1.5f, shared[1], 0.16f * sides),
            Middle(-3.6f, 1.8f, 0.24f * sides), Middle(-7, 2.3f, 0.26f * sides), Middle(-10.4f, 2.4f, 0.34f * sides),
        ];

        Part Side(int side, Vector2 center, float reach, Vector4 common, float own)
        {
            var move = new Vector2(side * 0.12f * common.X, 0.2f * common.Y) + own * new Vector2(random.Bell(), random.Bell());
            return new Part(new(side * center.X, center.Y), reach, move, side * 0.09f * common.Z + 0.5f * own * random.Bell(), 0.13f * common.W + 0.6f * own * random.Bell());
        }

        Part Middle(float y, float reach, float own) =>
            new(new(0, y), reach, own * new Vector2(random.Bell(), 0.8f * random.Bell()), 0.3f * own * random.Bell(), 0.14f * random.Bell());
    }

    /// <summary>Moves a point of the front of the head, in centimetres.</summary>
    public Vector2 At(Vector2 p)
    {
        var moved = _own.At(p);
        foreach (var part in _parts)
        {
            var offset = p - part.Center;
            var distance = (offset.X * offset.X + offset.Y * offset.Y) / (part.Reach * part.Reach);
            if (distance < 9) moved += Bell(distance) * (part.Move + part.Growth * offset + part.Lean * new Vector2(-offset.Y, offset.X));
        }

        return moved;
    }

    private readonly record struct Part(Vector2 Center, float Reach, Vector2 Move, float Lean, float Growth);
}
