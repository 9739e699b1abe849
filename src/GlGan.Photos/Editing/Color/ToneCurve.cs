namespace GlGan.Editing;

/// <summary>Takes one lightness to another, and what is darker or lighter along: black stays black and white stays below white.</summary>
internal readonly struct ToneCurve
{
    private const float White = 100, Near = 0.8f, Dark = 0.4f;

    private readonly float _from, _to, _power, _above;

    /// <param name="from">Lightness before, above 0.</param>
    /// <param name="to">And after, above 0.</param>
    /// <param name="contrast">What differences near it are multiplied by.</param>
    internal ToneCurve(float from, float to, float contrast)
    {
        (_from, _to) = (from, to);
        _power = contrast * from / to;
        _above = Math.Min(contrast, Math.Max(0, White - to) / Math.Max(1, White - from));
    }

    /// <summary>The lightness after.</summary>
    internal float Apply(float lightness)
    {
        if (lightness >= _from) return _to + _above * (lightness - _from);
        var share = Math.Max(0, lightness) / _from;
        // What is black on dark skin is black on light skin.
        return _to * float.Lerp(MathF.Pow(share, _power), share, 1 - SoftEllipse.SmoothStep(Dark, Near, share));
    }
}
