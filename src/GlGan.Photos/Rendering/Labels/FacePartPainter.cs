using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Names what each pixel shows, by the first of its samples.</summary>
internal static class FacePartPainter
{
    private const float LongBeard = 0.5f, HairOverSkin = 0.35f, ClosedLids = 0.05f;

    public static FacePartMap Paint(FaceMesh mesh, FaceView view, ExpressionPose pose, RenderScratch scratch, int size)
    {
        var parts = new FacePart[size * size];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
            {
                var at = y * size + x;
                var sample = RenderScratch.SamplesPerSide * (RenderScratch.SamplesPerSide * y * size + x);
                parts[at] = scratch.Coverage[at] > 0.5f ? FacePart.Occluder
                    : scratch.HairCoverage[at] > HairOverSkin ? FacePart.Hair
                    : scratch.Triangle[sample] is >= 0 and var triangle ? Of(mesh, view, pose, triangle, scratch.Weights[sample])
                    : FacePart.Background;
            }

        return new FacePartMap(size, size, parts);
    }

    private static FacePart Of(FaceMesh mesh, FaceView view, ExpressionPose pose, int triangle, Vector2 weights)
    {
        switch (mesh.Materials[triangle])
        {
            case FaceMaterial.Ear: return FacePart.Skin;
            case FaceMaterial.Hair: return FacePart.Hair;
            case FaceMaterial.Frame: return FacePart.Glasses;
        }

        ref readonly FaceVertex a = ref mesh.Vertices[mesh.Indices[3 * triangle]], b = ref mesh.Vertices[mesh.Indices[3 * triangle + 1]], c = ref mesh.Vertices[mesh.Indices[3 * triangle + 2]];
        var first = 1 - weights.X - weights.Y;
        var place = first * a.Canonical + weights.X * b.Canonical + weights.Y * c.Canonical;
        var traits = mesh.Traits!;
        if (place.Z > 0) return FacePart.Hair;
        if (HeadShader.IsCloth(place.X, place.Y)) return FacePart.Clothes;
        var ax = Math.Abs(place.X);
        var across = (ax - traits.EyeX) / traits.EyeHalfWidth;
        if (Math.Abs(across) < 1 && Math.Abs(place.Y) < 2)
        {
            var (upper, lower) = traits.Lids(across, view.Expression.Blink, view.Expression.Smile);
            if (upper - lower > ClosedLids && place.Y < upper && place.Y > lower) return FacePart.Eye;
        }

        var dy = place.Y - HeadGrid.MouthY;
        if (ax < traits.MouthHalfWidth)
        {
            if (Math.Abs(dy) < HeadGrid.LipGap && pose.Gap(ax) > MouthShader.SmallestGap) return FacePart.Mouth;
            if (dy < traits.LipTop(ax) && dy > -traits.LipBottom(ax)) return FacePart.Lips;
        }

        var beard = first * a.Tint.W + weights.X * b.Tint.W + weights.Y * c.Tint.W;
        return beard > LongBeard && traits.Identity.FacialHair != FacialHair.Stubble ? FacePart.Hair : FacePart.Skin;
    }
}
