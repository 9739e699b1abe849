using System.Numerics;
using GlGan.Faces;

namespace GlGan.Rendering;

/// <summary>Renders one view of one identity: pose, project, rasterise, shade, average the samples.</summary>
internal static class FaceRenderer
{
    private const int SamplesPerSide = 2;

    public static SyntheticFace Render(FaceIdentity identity, FaceView view, int size, FaceTemplate template, RenderScratch scratch)
    {
        var side = size * SamplesPerSide;
        var (frame, pose) = Pose(identity, view, size, template, scratch, side * side);
        var mesh = scratch.Mesh;
        var count = mesh.VertexCount;
        MeshNormals.Compute(mesh.Indices.AsSpan(0, 3 * mesh.TriangleCount), scratch.Posed.AsSpan(0, count), scratch.Normals.AsSpan(0, count));
        FaceRasterizer.Draw(mesh, scratch, side);
        var (landmarks, visibility) = LandmarkProjector.Project(scratch, side, frame, SamplesPerSide);
        var image = FaceResolver.Resolve(mesh, view, pose, scratch, size);
        PhotoFinish.Apply(image, view.Camera, (uint)view.Camera.Pattern, scratch.Photo);
        return new SyntheticFace(image, landmarks, visibility);
    }

    /// <summary>The landmarks <see cref="Render"/> gives, without drawing.</summary>
    public static FaceLandmarks Locate(FaceIdentity identity, FaceView view, int size, FaceTemplate template, RenderScratch scratch)
    {
        var (frame, _) = Pose(identity, view, size, template, scratch, samples: 0);
        return LandmarkProjector.Locate(scratch, frame);
    }

    private static (SimilarityTransform Frame, ExpressionPose Pose) Pose(
        FaceIdentity identity, FaceView view, int size, FaceTemplate template, RenderScratch scratch, int samples)
    {
        var mesh = scratch.Mesh;
        FaceMeshFactory.Fill(mesh, identity);
        var count = mesh.VertexCount;
        scratch.Prepare(count, samples);
        var camera = new HeadCamera(view.Yaw, view.Pitch);
        var frame = Frame(mesh, template, size);
        var pose = new ExpressionPose(mesh.Traits!, view.Expression);
        var posed = scratch.Posed.AsSpan(0, count);
        pose.Apply(mesh, posed);
        for (var i = 0; i < count; i++)
        {
            var inView = camera.ToView(posed[i]);
            var plane = HeadCamera.Project(inView);
            var pixel = frame.Apply(new Vector2(plane.X, plane.Y));
            scratch.Screen[i] = new Vector3((pixel.X + 0.5f) * SamplesPerSide - 0.5f, (pixel.Y + 0.5f) * SamplesPerSide - 0.5f, plane.Z);
            posed[i] = inView;
        }

        return (frame, pose);
    }

    private static SimilarityTransform Frame(FaceMesh mesh, FaceTemplate template, int size)
    {
        Span<Vector3> spots = stackalloc Vector3[FaceLandmarks.Count];
        Span<Vector2> plane = stackalloc Vector2[FaceLandmarks.Count];
        LandmarkSpots.Locate(mesh.Traits!, mesh.Positions, spots);
        var frontal = new HeadCamera(0, 0);
        for (var i = 0; i < spots.Length; i++)
        {
            var projected = HeadCamera.Project(frontal.ToView(spots[i]));
            plane[i] = new Vector2(projected.X, projected.Y);
        }

        return SimilarityTransform.ToTemplate(FaceLandmarks.FromPoints(plane), template, size);
    }
}
