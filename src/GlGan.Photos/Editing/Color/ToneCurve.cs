namespace GlGan.Editing;

/// <summary>Takes one lightness to another, and what is darker or lighter along: black stays black and white stays below white.</summary>
internal readonly struct ToneCurve
{
    private const float White = 100, Lightest = 98;

    private readonly float _from, _to, _power, _above;

    /// <param name="from">Lightness before, above 0.</param>
    /// <param name="to">And after, above 0.</param>
    /// <param name="contrast">What differences near it are multiplied by.</param>
    internal ToneCurve(float from, float to, float contrast)
    {
        (_from, _to) = (from, to);
        _power = contrast * from / to;
        _above = Math.Min(contrast, Math.Max(0, Lightest - to) / Math.Max(1, White - from));
    }

    internal float Apply(float lightness) =>
        lightness < _from ? _to * MathF.Pow(Math.Max(0, lightness) / _from, _power) : _to + _above * (lightness - _from);
}
