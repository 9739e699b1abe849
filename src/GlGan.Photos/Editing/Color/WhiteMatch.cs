namespace GlGan.Editing;

/// <summary>How the colours of a part that has a white, of eyes or teeth, become those of another face.</summary>
/// <param name="Own">Its white before.</param>
/// <param name="Wanted">And after.</param>
/// <param name="Gain">What its lightness is multiplied by.</param>
/// <param name="Skin">Colour of the skin before.</param>
internal readonly record struct WhiteMatch(WhiteLevel Own, WhiteLevel Wanted, float Gain, (float A, float B) Skin)
{
    private const float LeastGain = 0.5f, MostGain = 1.4f, OverSkin = 12, Shaded = 0.75f, Brightest = 45, Lightest = 100, Slack = 3, Unseen = 0.4f;
    private const float Colorless = 25, Darkest = 0.3f, White = 0.5f, Red = 0.85f;

    /// <summary>Matches a white.</summary>
    /// <param name="own">The white before; null where it does not show.</param>
    /// <param name="wanted">The white after; null where it does not show.</param>
    /// <param name="ownSkin">Colour of the skin before.</param>
    /// <param name="wantedSkin">Colour of the skin after.</param>
    /// <param name="saturation">How much colour stays.</param>
    internal static WhiteMatch Of(WhiteLevel? own, WhiteLevel? wanted, (float L, float A, float B) ownSkin, (float L, float A, float B) wantedSkin, float saturation)
    {
        var from = own ?? new WhiteLevel(ownSkin.L + OverSkin, 0, 0);
        var light = from.L * wantedSkin.L / Math.Max(1, ownSkin.L);
        // Whites in the shade of glasses or hair, and what glares, say little of the light.
        var l = wanted is { } seen && seen.L >= Shaded * wantedSkin.L && seen.L <= wantedSkin.L + Brightest ? seen.L : Math.Min(light, Math.Max(from.L, wantedSkin.L + OverSkin));
        var (a, b) = (Shift(wantedSkin.A - ownSkin.A, wanted?.A - from.A), Shift(wantedSkin.B - ownSkin.B, wanted?.B - from.B));
        var to = new WhiteLevel(Math.Min(Lightest, l), saturation * (from.A + a), saturation * (from.B + b));
        return new WhiteMatch(from, to, Math.Clamp(to.L / Math.Max(1, from.L), LeastGain, MostGain), (ownSkin.A, ownSkin.B));
    }

    /// <summary>Maps a colour of the part.</summary>
    /// <param name="color">The colour.</param>
    /// <param name="saturation">How much colour stays.</param>
    internal (float L, float A, float B) Apply((float L, float A, float B) color, float saturation)
    {
        // What is brighter than the white, such as a reflection, stays below what can be shown.
        var l = color.L <= Own.L ? Gain * color.L : Gain * Own.L + Math.Min(Gain, Math.Max(0, Lightest - Gain * Own.L) / Math.Max(1, Lightest - Own.L)) * (color.L - Own.L);
        var light = Math.Min(1, color.L / Own.L);
        return (l, light * Wanted.A + saturation * (color.A - light * Own.A), light * Wanted.B + saturation * (color.B - light * Own.B));
    }

    /// <summary>How much a colour is not that of lids, lips or gums.</summary>
    /// <param name="color">The colour.</param>
    /// <param name="skin">Lightness of the skin there.</param>
    internal float Share((float L, float A, float B) color, float skin)
    {
        var chroma = Skin.A * Skin.A + Skin.B * Skin.B;
        if (chroma < Colorless) return 1;
        var likeness = (color.A * Skin.A + color.B * Skin.B) / (chroma * Math.Clamp(color.L / skin, Darkest, 1));
        return 1 - SoftEllipse.SmoothStep(White, Red, likeness);
    }

    // Light changes a white no more than skin.
    private static float Shift(float skin, float? white) => white is { } shift ? Math.Clamp(shift, -Math.Abs(skin) - Slack, Math.Abs(skin) + Slack) : Unseen * skin;
}
