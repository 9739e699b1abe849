using System.CommandLine;
using System.Globalization;
using GlGan.Cli.Parsing;
using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Cli.Swapping;

/// <summary>Which faces of a photo, and in which order, as the command line says: <c>largest</c>, <c>left-to-right</c>, a number, or <c>all</c>.</summary>
/// <param name="Words">What was said.</param>
internal sealed record FaceSelection(string Words)
{
    internal const string Largest = "largest", LeftToRight = "left-to-right", All = "all";

    /// <summary>The option for it.</summary>
    internal static Option<string?> Option(string name, string description)
    {
        var option = new Option<string?>(name) { Description = $"{description} {Largest}, {LeftToRight} (all of them, in this order), a number counted from 1 on the left, or {All}." };
        option.Complete(Largest, LeftToRight, All);
        return option;
    }

    /// <summary>What an option says.</summary>
    /// <exception cref="ArgumentException">None of these.</exception>
    internal static FaceSelection? Of(ParseResult parse, Option<string?> option)
    {
        if (parse.GetValue(option) is not { } words) return null;
        words = words.ToLowerInvariant();
        if (words is Largest or LeftToRight or All || Number(words) is > 0) return new FaceSelection(words);
        throw new ArgumentException($"{option.Name}: '{words}' is none of {Largest}, {LeftToRight}, {All} and a number from 1.");
    }

    /// <summary>The number that was said; null where it was a word.</summary>
    internal int? Chosen => Number(Words);

    /// <summary>The faces of a photo that are meant.</summary>
    /// <param name="path">The photo's path, for messages.</param>
    /// <param name="faces">All its faces.</param>
    /// <exception cref="ArgumentException">There are not so many.</exception>
    internal IReadOnlyList<NumberedFace> Of(string path, IReadOnlyList<DetectedFace> faces)
    {
        var numbered = Numbered(faces);
        return Words switch
        {
            Largest => [numbered.MaxBy(face => face.Face.Size)!],
            LeftToRight => numbered,
            All => [.. faces.Select(face => numbered.First(one => ReferenceEquals(one.Face, face)))],
            _ => [numbered.ElementAtOrDefault(Chosen!.Value - 1) ?? throw new ArgumentException($"'{path}' has {PlainText.Counted(faces.Count, "face")}: there is no face {Words}.")],
        };
    }

    /// <summary>Faces by their numbers.</summary>
    internal static IReadOnlyList<NumberedFace> Numbered(IReadOnlyList<DetectedFace> faces) =>
        [.. faces.OrderBy(face => face.Landmarks.ToArray().Average(point => point.X)).Select((face, place) => new NumberedFace(place + 1, face))];

    private static int? Number(string words) => int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
