using System.Numerics;
using GlGan.Faces;

namespace GlGan.Rendering;

/// <summary>Projects the landmarks of a drawn face and tests them against the depth buffer.</summary>
internal static class LandmarkProjector
{
    /// <summary>How far a nearer surface must be in front of a landmark to hide it, in centimetres.</summary>
    private const float Tolerance = 0.9f;

    // In profile the tip of the nose is the outline itself, whichever side its skin faces.
    private const float OutlineTolerance = 1.5f;

    private const float Grazing = -0.4f;

    public static (FaceLandmarks Landmarks, LandmarkVisibility Visibility) Project(
        RenderScratch scratch, int side, PhotoFrame frame)
    {
        var traits = scratch.Mesh.Traits!;
        var count = scratch.Mesh.VertexCount;
        Span<Vector3> points = stackalloc Vector3[FaceLandmarks.Count], normals = stackalloc Vector3[FaceLandmarks.Count];
        Span<bool> visible = stackalloc bool[FaceLandmarks.Count];
        Locate(scratch, frame, points);
        LandmarkSpots.Locate(traits, scratch.Normals.AsSpan(0, count), normals);
        for (var i = 0; i < points.Length; i++)
            visible[i] = Visible(scratch, side, (Pixel(points[i]) + new Vector2(0.5f)) * RenderScratch.SamplesPerSide - new Vector2(0.5f), points[i].Z, normals[i].Z, i == 2);
        return (ToLandmarks(points), new LandmarkVisibility(visible[0], visible[1], visible[2], visible[3], visible[4]));
    }

    /// <summary>The 68 landmarks of a posed face.</summary>
    public static FaceLandmarks68 LocateContours(RenderScratch scratch, FaceExpression expression, PhotoFrame frame)
    {
        Span<Vector3> points = stackalloc Vector3[FaceLandmarks68.Count];
        Span<Vector2> pixels = stackalloc Vector2[FaceLandmarks68.Count];
        ContourSpots.Locate(scratch.Mesh.Traits!, expression, scratch.Posed.AsSpan(0, scratch.Mesh.VertexCount), points);
        for (var i = 0; i < points.Length; i++) pixels[i] = Pixel(frame.Place(points[i]));
        return new FaceLandmarks68(pixels);
    }

    /// <summary>The landmarks of a posed face, drawn or not.</summary>
    public static FaceLandmarks Locate(RenderScratch scratch, PhotoFrame frame)
    {
        Span<Vector3> points = stackalloc Vector3[FaceLandmarks.Count];
        Locate(scratch, frame, points);
        return ToLandmarks(points);
    }

    // Pixels, and in Z the inverse distance.
    private static void Locate(RenderScratch scratch, PhotoFrame frame, Span<Vector3> points)
    {
        LandmarkSpots.Locate(scratch.Mesh.Traits!, scratch.Posed.AsSpan(0, scratch.Mesh.VertexCount), points);
        foreach (ref var point in points) point = frame.Place(point);
    }

    private static Vector2 Pixel(Vector3 point) => new(point.X, point.Y);

    private static FaceLandmarks ToLandmarks(ReadOnlySpan<Vector3> points) =>
        new(Pixel(points[0]), Pixel(points[1]), Pixel(points[2]), Pixel(points[3]), Pixel(points[4]));

    private static bool Visible(RenderScratch scratch, int side, Vector2 sample, float depth, float facing, bool onOutline)
    {
        int x = (int)MathF.Round(sample.X), y = (int)MathF.Round(sample.Y);
        if (x < 0 || y < 0 || x >= side || y >= side) return facing > (onOutline ? Grazing : 0);
        // In profile the tip of the nose and the near eye are on or near the outline, at right angles to the view: depth decides.
        if (!onOutline && facing < Grazing) return false;
        var at = y * side + x;
        // Frames of glasses do not count: one sees past them.
        return scratch.Depth[at] <= HeadCamera.Nearer(depth, onOutline ? OutlineTolerance : Tolerance) || scratch.Mesh.Materials[scratch.Triangle[at]] == FaceMaterial.Frame;
    }
}
