namespace GlGan.Rendering;

/// <summary>How much of a photograph a synthetic face has.</summary>
public enum FaceRichness
{
    /// <summary>Everything: single hairs, cast shadows, cameras that blur, add noise and compress, things before the face.</summary>
    Full,

    /// <summary>The same people and views without these, in less than half the time: for demonstrations.</summary>
    Quick,
}
