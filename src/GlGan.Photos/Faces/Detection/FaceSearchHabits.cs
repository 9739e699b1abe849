using System.Numerics;

namespace GlGan.Faces;

/// <summary>In which sizes a network is shown images, and what its answers are worth. Sizes are the longer side of an image, in pixels.</summary>
internal sealed record FaceSearchHabits
{
    /// <summary>The smallest copy: a face that fills it must not be too large for the network.</summary>
    internal required int SmallestCopy { get; init; }

    /// <summary>The largest copy.</summary>
    internal int LargestCopy { get; init; } = 2560;

    /// <summary>Smaller images are enlarged to this.</summary>
    internal int LeastSide { get; init; } = 320;

    /// <summary>The largest copy that is turned.</summary>
    internal int TurnedCopy { get; init; } = 640;

    /// <summary>The least score of a face.</summary>
    internal required float MinScore { get; init; }

    /// <summary>Where the best face has less, the image is turned by right angles too: networks take turned faces for upright ones, of which they are less sure.</summary>
    internal required float SurelyUpright { get; init; }

    /// <summary>The least score of a face seen from near.</summary>
    internal required float CloseUpScore { get; init; }

    /// <summary>The least mean of the scores that a face has in all looks from near; 0 where none has it.</summary>
    internal float LeastSureness { get; init; }

    /// <summary>Sides of the face and of the picture around it, seen from near.</summary>
    internal required IReadOnlyList<(float Face, int Side)> CloseUps { get; init; }

    /// <summary>Where landmarks of this library lie, seen from where the network puts its five, in distances from eyes to mouth: to the right and down.</summary>
    internal IReadOnlyList<Vector2> Convention { get; init; } = new Vector2[FaceLandmarks.Count];
}
