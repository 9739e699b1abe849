using System.Runtime.CompilerServices;

namespace GlGan.Faces.Head;

/// <summary>
/// Fits an average head to each face once: swap and masks meet only in the face they are given, so its head is kept for as long as it lives. Thread-safe.
/// </summary>
/// <param name="fit">Finds the pose.</param>
internal sealed class FittedHeads(Func<FaceLandmarks, HeadPose> fit)
{
    // By reference: a record copied with other landmarks is another face.
    private readonly ConditionalWeakTable<DetectedFace, FittedHead> _heads = [];

    /// <summary>The heads of all faces, unless a test counts.</summary>
    internal static FittedHeads Shared { get; } = new(HeadPose.Fit);

    /// <summary>The head of a face.</summary>
    internal FittedHead Of(DetectedFace face) => _heads.GetOrAdd(face, key => new FittedHead(key, fit));
}
