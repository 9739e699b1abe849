using System.Numerics;

namespace GlGan.Faces.Head;

/// <summary>The mesh on one face: where each vertex is seen, and how much it faces the viewer (1 straight, 0 at the outline, negative away).</summary>
internal sealed class PosedHead
{
    // How far from the midline of a turned face, in distances between the eyes, its outline is surely inside.
    private const float Fold = 0.13f;

    private readonly FaceShape _shape;

    internal PosedHead(FaceShape shape)
    {
        _shape = shape;
        Places = Array.ConvertAll(HeadMesh.Vertices, shape.Project);
        Facing = Array.ConvertAll(HeadMesh.Normals, normal => shape.Pose.Turn(normal).Z);
        Scale = shape.Pose.Frame.Scale;
    }

    /// <summary>Turn in radians; positive turns the face to the viewer's right.</summary>
    internal float Yaw => _shape.Pose.Yaw;

    /// <summary>x and y in pixels, z towards the viewer.</summary>
    internal Vector3[] Places { get; }

    internal float[] Facing { get; }

    /// <summary>Distance between the eyes of a face from the front, in pixels.</summary>
    internal double Scale { get; }

    /// <summary>The places of the half that is turned to the viewer, for both halves of the face.</summary>
    internal Vector3[] FoldedPlaces()
    {
        var side = -MathF.Sign(Yaw);
        return Array.ConvertAll(HeadMesh.Vertices, vertex =>
        {
            var x = side * MathF.Sqrt(vertex.X * vertex.X + Fold * Fold);
            return _shape.Project(new Vector3(x, vertex.Y, HeadShape.Depth(x, vertex.Y)));
        });
    }
}
