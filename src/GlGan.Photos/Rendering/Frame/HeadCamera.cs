using System.Numerics;

namespace GlGan.Rendering;

/// <summary>A camera in front of the head. The head nods, then turns about a vertical axis between its centre and the face.</summary>
internal readonly struct HeadCamera
{
    private static readonly Vector3 Pivot = new(0, -2, 4);

    private readonly float _sinYaw, _cosYaw, _sinPitch, _cosPitch;

    private readonly float _distance;

    public HeadCamera(float yaw, float pitch, float distance)
    {
        _distance = distance;
        (_sinYaw, _cosYaw) = MathF.SinCos(yaw * (MathF.PI / 180));
        (_sinPitch, _cosPitch) = MathF.SinCos(pitch * (MathF.PI / 180));
    }

    public Vector3 Rotate(Vector3 v)
    {
        float y = _cosPitch * v.Y + _sinPitch * v.Z, z = _cosPitch * v.Z - _sinPitch * v.Y;
        return new Vector3(_cosYaw * v.X + _sinYaw * z, y, _cosYaw * z - _sinYaw * v.X);
    }

    /// <summary>The camera a photo is taken with.</summary>
    public static HeadCamera Of(FaceView view) => new(view.Yaw, view.Pitch, view.Distance);

    /// <summary>View space to head space.</summary>
    public Vector3 Back(Vector3 view)
    {
        float x = _cosYaw * view.X - _sinYaw * view.Z, z = _sinYaw * view.X + _cosYaw * view.Z;
        return new Vector3(x, _cosPitch * view.Y - _sinPitch * z, _sinPitch * view.Y + _cosPitch * z) + Pivot;
    }

    /// <summary>Head space to view space: x right, y up, z to the camera, origin on the axis.</summary>
    public Vector3 ToView(Vector3 p) => Rotate(p - Pivot);

    /// <summary>Image plane in centimetres, y down; Z is the inverse distance, larger when nearer.</summary>
    public Vector3 Project(Vector3 view)
    {
        var inverse = 1 / (_distance - view.Z);
        return new Vector3(view.X * _distance * inverse, -view.Y * _distance * inverse, inverse);
    }

    /// <summary>Inverse distance of a point that much nearer.</summary>
    public static float Nearer(float inverse, float centimetres) => 1 / (1 / inverse - centimetres);
}

