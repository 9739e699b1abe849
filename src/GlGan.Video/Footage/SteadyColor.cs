using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>
/// Keeps the colour of changed faces from flickering: how it differs from what the frame itself shows there, on average, changes slowly. What the frame's own light does goes through at once.
/// </summary>
internal sealed class SteadyColor
{
    // In seconds: how slowly; and after how long without the face it begins anew.
    private const double Slowness = 0.3, Forgotten = 0.5;

    private readonly Dictionary<int, ColorOffset> _offsets = [];

    /// <summary>What it knows, by track.</summary>
    internal IReadOnlyDictionary<int, ColorOffset> State => _offsets;

    /// <summary>Goes on from a state.</summary>
    internal void Restore(IReadOnlyDictionary<int, ColorOffset> state)
    {
        _offsets.Clear();
        foreach (var (track, offset) in state) _offsets.Add(track, offset);
    }

    /// <summary>Steadies the faces of a frame, in place.</summary>
    /// <param name="seconds">When it is shown.</param>
    /// <param name="frame">The frame before the edit.</param>
    /// <param name="edited">And after.</param>
    /// <param name="isCut">Whether another shot begins.</param>
    internal void Apply(double seconds, ImageBuffer frame, EditedFrame edited, bool isCut)
    {
        if (isCut) _offsets.Clear();
        foreach (var change in edited.Changes)
        {
            if (Difference(frame, edited.Image, change.Mask) is not { } own) continue;
            var steady = _offsets.TryGetValue(change.Track, out var before) && seconds - before.Seconds < Forgotten
                ? before.Toward(own with { Seconds = seconds }, 1 - Math.Exp(-(seconds - before.Seconds) / Slowness))
                : own with { Seconds = seconds };
            _offsets[change.Track] = steady;
            Shift(edited.Image, change.Mask, (float)(steady.Red - own.Red), (float)(steady.Green - own.Green), (float)(steady.Blue - own.Blue));
        }
    }

    private static ColorOffset? Difference(ImageBuffer frame, ImageBuffer edited, ImageMask mask)
    {
        double red = 0, green = 0, blue = 0, weight = 0;
        for (int i = 0, at = 0; i < mask.Values.Length; i++, at += 3)
        {
            var share = mask.Values[i];
            if (share == 0) continue;
            weight += share;
            red += share * (edited.Pixels[at] - frame.Pixels[at]);
            green += share * (edited.Pixels[at + 1] - frame.Pixels[at + 1]);
            blue += share * (edited.Pixels[at + 2] - frame.Pixels[at + 2]);
        }

        return weight < 1 ? null : new ColorOffset(0, red / weight, green / weight, blue / weight);
    }

    private static void Shift(ImageBuffer image, ImageMask mask, float red, float green, float blue)
    {
        var pixels = image.Pixels;
        for (int i = 0, at = 0; i < mask.Values.Length; i++, at += 3)
        {
            var share = mask.Values[i];
            if (share == 0) continue;
            pixels[at] = Moved(pixels[at], share * red);
            pixels[at + 1] = Moved(pixels[at + 1], share * green);
            pixels[at + 2] = Moved(pixels[at + 2], share * blue);
        }

        static byte Moved(byte value, float by) => (byte)(Math.Clamp(value + by, 0, byte.MaxValue) + 0.5f);
    }
}
