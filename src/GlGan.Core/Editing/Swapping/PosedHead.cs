using System.Numerics;
using GlGan.Faces;

namespace GlGan.Editing;

/// <summary>The mesh on one face: where each vertex is seen, and how much it faces the viewer (1 straight, 0 at the outline, negative away).</summary>
internal sealed class PosedHead
{
    internal PosedHead(DetectedFace face, bool useContours)
    {
        var shape = new FaceShape(face, useContours);
        Places = Array.ConvertAll(HeadMesh.Vertices, shape.Project);
        Facing = Array.ConvertAll(HeadMesh.Normals, normal => shape.Pose.Turn(normal).Z);
        Scale = shape.Pose.Frame.Scale;
    }

    /// <summary>x and y in pixels, z towards the viewer.</summary>
    internal Vector3[] Places { get; }

    internal float[] Facing { get; }

    /// <summary>Distance between the eyes of a face from the front, in pixels.</summary>
    internal double Scale { get; }
}
