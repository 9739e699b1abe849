namespace GlGan.Faces;

/// <summary>The point a <see cref="FaceRegion"/> is centred on.</summary>
public enum RegionAnchor
{
    /// <summary>The eye on the viewer's left.</summary>
    LeftEye,

    /// <summary>The eye on the viewer's right.</summary>
    RightEye,

    /// <summary>The tip of the nose.</summary>
    Nose,

    /// <summary>The midpoint of the mouth corners.</summary>
    Mouth,

    /// <summary>The top left corner of the image: a box that does not follow the face.</summary>
    Image,
}
