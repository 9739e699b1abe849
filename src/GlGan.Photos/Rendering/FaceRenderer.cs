using System.Numerics;
using GlGan.Faces;

namespace GlGan.Rendering;

/// <summary>Renders one view of one identity: pose, project, rasterise, shade, average the samples, draw hair over them, develop.</summary>
internal static class FaceRenderer
{
    public static SyntheticFace Render(FaceIdentity identity, FaceView view, int size, FaceTemplate template, FaceRichness richness, RenderScratch scratch)
    {
        const int SamplesPerSide = RenderScratch.SamplesPerSide;
        var side = size * SamplesPerSide;
        var (frame, pose) = Pose(identity, view, size, template, scratch, size);
        var mesh = scratch.Mesh;
        var count = mesh.VertexCount;
        MeshNormals.Compute(mesh.Indices.AsSpan(0, 3 * mesh.TriangleCount), scratch.Posed.AsSpan(0, count), scratch.Normals.AsSpan(0, count));
        SurfaceOcclusion.Compute(scratch.Posed.AsSpan(0, count), scratch.Normals.AsSpan(0, count), scratch.Open.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            var pixel = frame.Place(scratch.Posed[i]);
            scratch.Screen[i] = new Vector3((pixel.X + 0.5f) * SamplesPerSide - 0.5f, (pixel.Y + 0.5f) * SamplesPerSide - 0.5f, pixel.Z);
        }

        FaceRasterizer.Draw(mesh, scratch, side);
        var light = new FaceLighting(view.Light);
        var isFull = richness == FaceRichness.Full;
        if (isFull) scratch.Shadows.Draw(mesh, scratch.Posed.AsSpan(0, count), light.Direction);
        else scratch.Shadows.Clear();
        var (landmarks, visibility) = LandmarkProjector.Project(scratch, side, frame);
        FaceResolver.Resolve(mesh, view, pose, light, scratch, size);
        if (isFull) StrandLayer.Draw(mesh, view, light, frame, scratch, size);
        scratch.Occluder.Paint(view.Occluder, new OccluderSetting(landmarks, identity.Skin.Linear, identity.Hair.Linear, light.Layer), size, scratch.Color, scratch.Coverage);
        var image = Development.Develop(scratch.Color, size);
        PhotoFinish.Apply(image, view.Camera, (uint)view.Camera.Pattern, scratch.Photo);
        return new SyntheticFace(image, landmarks, visibility)
        {
            Contours = LandmarkProjector.LocateContours(scratch, view.Expression, frame),
            Parts = FacePartPainter.Paint(mesh, view, pose, scratch, size),
        };
    }

    /// <summary>The landmarks <see cref="Render"/> gives, without drawing.</summary>
    public static FaceLandmarks Locate(FaceIdentity identity, FaceView view, int size, FaceTemplate template, RenderScratch scratch)
    {
        var (frame, _) = Pose(identity, view, size, template, scratch, drawn: 0);
        return LandmarkProjector.Locate(scratch, frame);
    }

    private static (PhotoFrame Frame, ExpressionPose Pose) Pose(
        FaceIdentity identity, FaceView view, int size, FaceTemplate template, RenderScratch scratch, int drawn)
    {
        var mesh = scratch.Mesh;
        FaceMeshFactory.Fill(mesh, identity);
        var count = mesh.VertexCount;
        scratch.Prepare(count, drawn * drawn);
        var camera = HeadCamera.Of(view);
        var pose = new ExpressionPose(mesh.Traits!, view.Expression);
        var posed = scratch.Posed.AsSpan(0, count);
        pose.Apply(mesh, posed);
        foreach (ref var p in posed) p = camera.ToView(p);
        return (new PhotoFrame(camera, Plane(mesh, template, size, view.Distance)), pose);
    }

    private static SimilarityTransform Plane(FaceMesh mesh, FaceTemplate template, int size, float distance)
    {
        Span<Vector3> spots = stackalloc Vector3[FaceLandmarks.Count];
        Span<Vector2> plane = stackalloc Vector2[FaceLandmarks.Count];
        LandmarkSpots.Locate(mesh.Traits!, mesh.Positions, spots);
        var frontal = new HeadCamera(0, 0, distance);
        for (var i = 0; i < spots.Length; i++)
        {
            var projected = frontal.Project(frontal.ToView(spots[i]));
            plane[i] = new Vector2(projected.X, projected.Y);
        }

        return SimilarityTransform.ToTemplate(FaceLandmarks.FromPoints(plane), template, size);
    }
}
