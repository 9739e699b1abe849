using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>Says what a dataset leaves out of what is there (<see cref="IFaceDataset.Notices"/>).</summary>
internal static class LeftOutNotice
{
    private const int Listed = 5;

    /// <summary>One sentence with the number of things and the names of the first; none where there is nothing.</summary>
    /// <param name="names">Their names, in order.</param>
    /// <param name="thing">What they are, in the singular.</param>
    /// <param name="why">What is the matter with them, after the noun.</param>
    internal static string[] Of(IReadOnlyCollection<string> names, string thing, string why) => Of("Left out", names, thing, why);

    /// <summary>The same with another beginning than "Left out".</summary>
    internal static string[] Of(string what, IReadOnlyCollection<string> names, string thing, string why) =>
        names.Count == 0 ? [] : [$"{what}: {PlainText.Counted(names.Count, thing)} {why} ({First(names)})."];

    /// <summary>The sentence about images of formats that are not read.</summary>
    internal static string[] OfUnsupported(IEnumerable<string> names) =>
        Of([.. names.Order(StringComparer.Ordinal)], "image", "of a format that is not read: convert to PNG or JPEG");

    private static string First(IReadOnlyCollection<string> names) => string.Join(", ", names.Take(Listed)) + (names.Count > Listed ? ", …" : "");
}
