namespace GlGan.Video;

/// <summary>By how many levels a changed face differs from what was there.</summary>
/// <param name="Seconds">When.</param>
/// <param name="Red">In red, on average.</param>
/// <param name="Green">In green.</param>
/// <param name="Blue">In blue.</param>
internal readonly record struct ColorOffset(double Seconds, double Red, double Green, double Blue)
{
    /// <summary>A part of the way to another.</summary>
    internal ColorOffset Toward(ColorOffset other, double share) =>
        new(other.Seconds, Red + share * (other.Red - Red), Green + share * (other.Green - Green), Blue + share * (other.Blue - Blue));
}
