using System.Numerics;
using GlGan.Faces;

namespace GlGan.Data;

/// <summary>Projects the landmarks of a drawn face and tests them against the depth buffer.</summary>
internal static class LandmarkProjector
{
    /// <summary>How far a nearer surface must be in front of a landmark to hide it, in centimetres.</summary>
    private const float Tolerance = 0.9f;

    private const float Grazing = -0.4f;

    public static (FaceLandmarks Landmarks, LandmarkVisibility Visibility) Project(
        RenderScratch scratch, int side, SimilarityTransform frame, int samples)
    {
        var traits = scratch.Model.Traits!;
        var count = scratch.Model.VertexCount;
        Span<Vector3> spots = stackalloc Vector3[FaceLandmarks.Count], normals = stackalloc Vector3[FaceLandmarks.Count];
        Span<Vector2> pixels = stackalloc Vector2[FaceLandmarks.Count];
        Span<bool> visible = stackalloc bool[FaceLandmarks.Count];
        LandmarkSpots.Locate(traits, scratch.Posed.AsSpan(0, count), spots);
        LandmarkSpots.Locate(traits, scratch.Normals.AsSpan(0, count), normals);
        for (var i = 0; i < spots.Length; i++)
        {
            var plane = HeadCamera.Project(spots[i]);
            pixels[i] = frame.Apply(new Vector2(plane.X, plane.Y));
            visible[i] = Visible(scratch, side, (pixels[i] + new Vector2(0.5f)) * samples - new Vector2(0.5f), plane.Z, normals[i].Z, i == 2);
        }

        return (FaceLandmarks.FromPoints(pixels), new LandmarkVisibility(visible[0], visible[1], visible[2], visible[3], visible[4]));
    }

    private static bool Visible(RenderScratch scratch, int side, Vector2 sample, float depth, float facing, bool onOutline)
    {
        int x = (int)MathF.Round(sample.X), y = (int)MathF.Round(sample.Y);
        if (x < 0 || y < 0 || x >= side || y >= side) return facing > (onOutline ? Grazing : 0);
        // In profile the tip of the nose and the near eye are on or near the outline, at right angles to the view: depth decides.
        if (facing < Grazing) return false;
        var at = y * side + x;
        // Frames of glasses do not count: one sees past them.
        return scratch.Depth[at] <= HeadCamera.Nearer(depth, Tolerance) || scratch.Model.Materials[scratch.Triangle[at]] == FaceMaterial.Frame;
    }
}
