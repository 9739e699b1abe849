using GlGan.Faces;

namespace GlGan.Cli.Swapping;

/// <summary>A face of a photo.</summary>
/// <param name="Number">Its number among all faces of the photo, from 1 on the left.</param>
/// <param name="Face">The face.</param>
internal sealed record NumberedFace(int Number, DetectedFace Face);
