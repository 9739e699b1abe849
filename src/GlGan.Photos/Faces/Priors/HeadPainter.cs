using System.Numerics;
using GlGan.Faces.Head;
using GlGan.Faces.Masks;
using GlGan.Imaging;

namespace GlGan.Faces.Priors;

/// <summary>Paints triangles of <see cref="HeadMesh"/> with what a photo shows at their vertices.</summary>
/// <param name="view">Receives the pixels.</param>
/// <param name="sampler">The photo.</param>
/// <param name="places">Where in it each vertex lies.</param>
/// <param name="weights">For each vertex how much of the mirrored vertex shows instead, how much of the face at all, and how much its place is the other half's already.</param>
/// <param name="fade">Distance to the photo's border in pixels over which the face fades.</param>
internal struct HeadPainter(HeadView view, PhotoSampler sampler, Vector2[] places, Vector3[] weights, double fade) : ITrianglePainter
{
    internal (int First, int Second, int Third) Triangle;

    public readonly void Paint(int pixel, float second, float third)
    {
        var (a, b, c) = Triangle;
        var share = new Vector3(1 - second - third, second, third);
        var weight = weights[a] * share.X + weights[b] * share.Y + weights[c] * share.Z;
        var direct = Mix(a, b, c, share);
        var color = sampler.Color(direct);
        var inside = sampler.Inside(direct);
        var mirror = weight.X;
        if (mirror > 0)
        {
            var other = Mix(HeadMesh.Mirror(a), HeadMesh.Mirror(b), HeadMesh.Mirror(c), share);
            color = Vector3.Lerp(color, sampler.Color(other), mirror);
            inside = Math.Min(mirror < 1 ? inside : double.PositiveInfinity, sampler.Inside(other));
        }

        var bytes = view.Image.Pixels.AsSpan(3 * pixel, 3);
        for (var channel = 0; channel < 3; channel++) bytes[channel] = (byte)(color[channel] + 0.5f);
        view.Coverage.Values[pixel] = weight.Y * MaskPainter.Smooth((inside + 1) / fade);
        view.Mirrored.Values[pixel] = Math.Max(mirror, weight.Z);
    }

    private readonly Vector2 Mix(int a, int b, int c, Vector3 share) => places[a] * share.X + places[b] * share.Y + places[c] * share.Z;
}
