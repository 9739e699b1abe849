namespace GlGan.Rendering;

/// <summary>Which of the five landmarks the camera can see, rather than being hidden behind the head. Left and right are the viewer's.</summary>
/// <param name="LeftEye">The eye on the viewer's left.</param>
/// <param name="RightEye">The eye on the viewer's right.</param>
/// <param name="Nose">The tip of the nose.</param>
/// <param name="LeftMouth">The mouth corner on the viewer's left.</param>
/// <param name="RightMouth">The mouth corner on the viewer's right.</param>
public readonly record struct LandmarkVisibility(bool LeftEye, bool RightEye, bool Nose, bool LeftMouth, bool RightMouth)
{
    /// <summary>Whether every landmark is visible.</summary>
    public bool All => LeftEye && RightEye && Nose && LeftMouth && RightMouth;
}
