namespace GlGan.Rendering;

/// <summary>Everything made of single hairs, over the shaded head.</summary>
internal static class StrandLayer
{
    public static void Draw(FaceMesh mesh, FaceView view, FaceLighting light, PhotoFrame frame, RenderScratch scratch, int size)
    {
        var count = mesh.VertexCount;
        var head = new GridSurface(scratch.Posed.AsSpan(0, count), scratch.Normals.AsSpan(0, count), mesh.Vertices, HeadGrid.Instance.Rows, HeadGrid.Instance.Columns, closed: true);
        new FaceStrands(mesh, view, light, scratch.Shadows, new StrandCanvas(scratch, frame, size, isHair: false)).Draw(head);
        var hair = new HairStrands(mesh, light, scratch.Shadows, new StrandCanvas(scratch, frame, size, isHair: true));
        if (mesh.Curtain is { } start)
            hair.DrawHanging(new GridSurface(
                scratch.Posed.AsSpan(start, count - start), scratch.Normals.AsSpan(start, count - start), mesh.Vertices.AsSpan(start), CurtainMesh.Rows, CurtainMesh.Columns, closed: false));
        hair.DrawScalp(head);
    }
}
