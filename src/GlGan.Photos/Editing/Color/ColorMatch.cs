using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>How the colours of one face become those of another at every place of a picture.</summary>
internal sealed class ColorMatch
{
    private const float Darkest = 4, Lightest = 99;
    private const float LeastGain = 0.3f, MostGain = 3, LocalGain = 1.6f, LocalShift = 14;
    // Under lights of other colours, what is farther from the colour of the skin comes of those.
    private const float MostDetail = 12, RedLips = 36, SameLight = 8, OtherLight = 20;
    private const float LeastContrast = 0.75f, MostContrast = 1.12f;
    private const float Colorless = 5, Least = 0.01f, MostSaturation = 1.05f;

    private readonly int _columns, _rows;
    private readonly float _saturation, _contrast, _foreign;
    private readonly float[] _from, _to, _ownA, _ownB, _a, _b;
    private readonly float[]? _eyes, _teeth, _lips;
    private readonly (float A, float B) _tint;
    private readonly WhiteMatch _eye, _tooth;

    /// <summary>Matches skin, the same everywhere.</summary>
    internal ColorMatch(SkinLight own, SkinLight wanted)
        : this(own, wanted, 1, 1)
    {
    }

    /// <summary>Matches faces whose skin shows.</summary>
    internal ColorMatch(FaceColors own, FaceColors wanted)
        : this(own.Light!, wanted.Light!, own.Width, own.Height)
    {
        // Lids and lips that are closed are skin.
        (_eyes, _teeth) = (own.EyeWhite is null ? null : own.Eyes.Values, own.ToothWhite is null ? null : own.Teeth.Values);
        if (own.Light!.Chroma < Colorless && wanted.Light!.Chroma >= Colorless) (_lips, _tint) = (own.Mouth.Values, wanted.Lips);
        _eye = Match(own.EyeWhite, wanted.EyeWhite);
        _tooth = Match(own.ToothWhite, wanted.ToothWhite);

        WhiteMatch Match(WhiteLevel? from, WhiteLevel? to) => WhiteMatch.Of(from, to, own.Light!.Mean, wanted.Light!.Mean, _saturation);
    }

    private ColorMatch(SkinLight own, SkinLight wanted, int columns, int rows)
    {
        (_columns, _rows) = (columns, rows);
        _saturation = Math.Min(MostSaturation, wanted.Chroma / Math.Max(Least, own.Chroma));
        _contrast = Math.Clamp(wanted.Contrast / Math.Max(0.1f, own.Contrast), LeastContrast, MostContrast);
        var gain = Gain(own.Mean.L, wanted.Mean.L);
        var (shiftA, shiftB) = (wanted.Mean.A - own.Mean.A, wanted.Mean.B - own.Mean.B);
        _foreign = SoftEllipse.SmoothStep(SameLight, OtherLight, MathF.Sqrt(shiftA * shiftA + shiftB * shiftB));
        (_from, _ownA, _ownB) = (Array.ConvertAll(own.L, value => Math.Clamp(value, Darkest, Lightest)), own.A, own.B);
        _to = [.. _from.Zip(wanted.L, (from, to) => Math.Min(Lightest, from * Math.Clamp(Gain(from, to), gain / LocalGain, gain * LocalGain)))];
        _a = [.. own.A.Zip(wanted.A, (from, to) => from + Math.Clamp(to - from, shiftA - LocalShift, shiftA + LocalShift))];
        _b = [.. own.B.Zip(wanted.B, (from, to) => from + Math.Clamp(to - from, shiftB - LocalShift, shiftB + LocalShift))];
    }

    /// <summary>Recolours a picture over which the match extends.</summary>
    internal ImageBuffer Apply(ImageBuffer image, double strength)
    {
        var result = image.Clone();
        if (strength == 0) return result;
        var sampler = new FieldSampler(_columns, _rows, image.Width, image.Height);
        Parallel.For(0, image.Height, y =>
        {
            var row = result.Row(y);
            for (var x = 0; x < image.Width; x++) Recolor(row.Slice(3 * x, 3), sampler.Place(x, y), (float)strength);
        });
        return result;
    }

    private static float Gain(float from, float to) => Math.Clamp(Math.Max(to, Darkest) / Math.Max(from, Darkest), LeastGain, MostGain);

    private void Recolor(Span<byte> pixel, (int, int, int, float, float) place, float strength)
    {
        var color = LabColor.FromSrgb(pixel[0], pixel[1], pixel[2]);
        var from = FieldSampler.Read(_from, place);
        // What is dark has little colour of its own, and takes on as little.
        var light = Math.Min(1, color.L / from);
        var wanted = (
            L: new ToneCurve(from, FieldSampler.Read(_to, place), _contrast).Apply(color.L),
            A: light * FieldSampler.Read(_a, place) + Detail(color.A - light * FieldSampler.Read(_ownA, place), RedLips),
            B: light * FieldSampler.Read(_b, place) + Detail(color.B - light * FieldSampler.Read(_ownB, place), MostDetail));
        if (_lips is not null) wanted = Mixed(wanted, (wanted.L, wanted.A + _tint.A, wanted.B + _tint.B), FieldSampler.Read(_lips, place));
        if (_teeth is not null) wanted = Mixed(wanted, _tooth.Apply(color, _saturation), _tooth.Share(color, from) * FieldSampler.Read(_teeth, place));
        if (_eyes is not null) wanted = Mixed(wanted, _eye.Apply(color, _saturation), _eye.Share(color, from) * FieldSampler.Read(_eyes, place));
        GamutLimit.Write(Mixed(color, wanted, strength), pixel);
    }

    private float Detail(float difference, float most)
    {
        var value = _saturation * difference;
        return value + _foreign * (Math.Clamp(value, -MostDetail, most) - value);
    }

    private static (float L, float A, float B) Mixed((float L, float A, float B) from, (float L, float A, float B) to, float share) =>
        share == 0 ? from : (from.L + share * (to.L - from.L), from.A + share * (to.A - from.A), from.B + share * (to.B - from.B));
}
