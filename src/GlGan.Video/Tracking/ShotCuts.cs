using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>Sees where a video goes on to another shot: small copies of two frames differ much.</summary>
internal static class ShotCuts
{
    private const int Width = 32, Height = 18;

    // Of 255 levels, on average.
    private const double Different = 35;

    /// <summary>A copy that is small enough to be compared.</summary>
    internal static byte[] Copy(ImageBuffer image) => Resampler.Resize(image, Width, Height).Pixels;

    /// <summary>Whether a frame is of another shot than the one before.</summary>
    internal static bool IsBetween(byte[] before, byte[] after)
    {
        double sum = 0;
        for (var i = 0; i < before.Length; i++) sum += Math.Abs(before[i] - after[i]);
        return sum / before.Length > Different;
    }
}
