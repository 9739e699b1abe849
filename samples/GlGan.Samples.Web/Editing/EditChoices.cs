using System.Globalization;
using GlGan.Editing;
using GlGan.Faces;

namespace GlGan.Samples.Web.Editing;

/// <summary>How a photo is edited: the fields of a form, which are those of <c>glgan swap</c> and <c>glgan smooth</c>. What is not there is left to the defaults.</summary>
public sealed record EditChoices
{
    private static readonly Dictionary<string, FaceRegion[]> Parts = new()
    {
        ["eyes"] = [FaceRegion.LeftEye, FaceRegion.RightEye],
        ["nose"] = [FaceRegion.Nose],
        ["mouth"] = [FaceRegion.Mouth],
    };

    private static readonly Dictionary<string, Func<IColorTransfer?>> Colors = new()
    {
        ["parts"] = () => new PartsColorTransfer(),
        ["reinhard"] = () => new ReinhardColorTransfer(),
        ["linear"] = () => new LinearColorTransfer(),
        ["histogram"] = () => new HistogramColorTransfer(),
        ["none"] = () => null,
    };

    private static readonly Dictionary<string, Func<IImageBlender>> Blenders = new()
    {
        ["alpha"] = () => new AlphaBlender(),
        ["pyramid"] = () => new FadedBlender(new PyramidBlender()),
        ["poisson"] = () => new FadedBlender(new PoissonBlender()),
    };

    /// <summary>Of a swap.</summary>
    public required SwapOptions Swap { get; init; }

    /// <summary>Of smoothing skin.</summary>
    public required SkinSmootherOptions Smooth { get; init; }

    /// <summary>Reads <c>keep</c> (parts of the face by commas, or several times), <c>color</c>, <c>color-strength</c>, <c>blend</c> and <c>strength</c>.</summary>
    /// <exception cref="UploadException">A name is unknown, or a number is none from 0 to 1.</exception>
    internal static EditChoices Of(IFormCollection form) => new()
    {
        Swap = new()
        {
            Keep = [.. form["keep"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(part => Known("keep", part, Parts))],
            ColorTransfer = Known("color", Text(form, "color") ?? "parts", Colors)(),
            ColorStrength = Share(form, "color-strength") ?? new SwapOptions().ColorStrength,
            Blender = Known("blend", Text(form, "blend") ?? "alpha", Blenders)(),
        },
        Smooth = new() { Strength = Share(form, "strength") ?? new SkinSmootherOptions().Strength },
    };

    private static string? Text(IFormCollection form, string field) => form[field].ToString() is { Length: > 0 } text ? text : null;

    private static T Known<T>(string field, string name, Dictionary<string, T> all) =>
        all.TryGetValue(name, out var known) ? known : throw UploadException.Of(field, $"'{field}' is '{name}', which is unknown. Known: {string.Join(", ", all.Keys)}.");

    private static double? Share(IFormCollection form, string field)
    {
        if (Text(form, field) is not { } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw UploadException.Of(field, $"'{field}' must be a number from 0 to 1; got '{text}'.");
    }
}
