namespace GlGan.Training;

/// <summary>The changes <see cref="AdaptiveAugmentation"/> can make, in the order they are made.</summary>
[Flags]
public enum AdaptiveOperations
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Left and right swapped, in half of the cases.</summary>
    Flip = 1 << 0,

    /// <summary>None to three quarter turns.</summary>
    QuarterTurns = 1 << 1,

    /// <summary>A shift by whole pixels, uniform up to an eighth of the side each way.</summary>
    WholeShift = 1 << 2,

    /// <summary>Scaling, log₂ normal with standard deviation 0.2.</summary>
    Scale = 1 << 3,

    /// <summary>Rotation by any angle, drawn once before and once after the stretching.</summary>
    Rotation = 1 << 4,

    /// <summary>Wider and lower or the reverse, log₂ normal with standard deviation 0.2.</summary>
    Stretch = 1 << 5,

    /// <summary>A shift, normal with a standard deviation of an eighth of the side each way.</summary>
    Shift = 1 << 6,

    /// <summary>An addition to all channels, normal with standard deviation 0.2.</summary>
    Brightness = 1 << 7,

    /// <summary>A factor on all channels, log₂ normal with standard deviation 0.5.</summary>
    Contrast = 1 << 8,

    /// <summary>Light and dark swapped, colours kept, in half of the cases.</summary>
    LumaFlip = 1 << 9,

    /// <summary>Colours rotated about the grey axis by any angle.</summary>
    Hue = 1 << 10,

    /// <summary>A factor on the distance to grey, log₂ normal with standard deviation 1.</summary>
    Saturation = 1 << 11,

    /// <summary>Changes that move pixels without interpolating.</summary>
    Blit = Flip | QuarterTurns | WholeShift,

    /// <summary>Changes of place and shape.</summary>
    Geometry = Blit | Scale | Rotation | Stretch | Shift,

    /// <summary>Changes of colour; values may leave [-1, 1].</summary>
    Color = Brightness | Contrast | LumaFlip | Hue | Saturation,

    /// <summary>Everything: the pipeline "bgc" of the paper.</summary>
    All = Geometry | Color,
}
