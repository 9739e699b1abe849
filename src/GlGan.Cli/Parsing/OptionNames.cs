using System.Text.RegularExpressions;

namespace GlGan.Cli.Parsing;

/// <summary>What the library says of options that are wrong, by the names of those on the command line.</summary>
internal static partial class OptionNames
{
    // Those whose names are not their property's in lower case.
    private static readonly Dictionary<string, string> Others = new()
    {
        ["Height"] = "--size",
        ["ImageSize"] = "--size",
        ["DecodedImages"] = "--limit",
        ["BatchSize"] = "--batch",
        ["Accumulation"] = "--accumulate",
        ["GeneratorLearningRate"] = "--learning-rate",
        ["ImagePoolSize"] = "--pool",
        ["GradientNormLimit"] = "--clip-norm",
        ["AverageHalfLifeImages"] = "--average-half-life",
        ["EveryImages"] = "--checkpoint-images",
        ["MeasureEveryImages"] = "--evaluate-every",
        ["KeepLast"] = "--keep-checkpoints",
    };

    private static readonly HashSet<string> Same =
    [
        "Images", "Identities", "Workers", "MaxDamaged", "DiscriminatorLearningRate", "LossLimit", "HoldOut",
        "Strength", "Radius", "Epsilon", "SigmaSpace", "SigmaColor", "Iterations", "Contrast", "Texture", "TextureSize", "ToneTolerance", "ColorStrength",
    ];

    /// <summary>The message with the options' own names; any other message as it is.</summary>
    internal static string Put(string message)
    {
        if (Invalid.Match(message) is not { Success: true } invalid) return message;
        string[] errors = [.. LineBreak.Split(invalid.Groups["errors"].Value).Select(error => Property.Replace(error, match => Named(match.Groups["name"].Value) ?? match.Value))];
        return errors.Length == 1 ? errors[0] : $"Several options are wrong:{string.Concat(errors.Select(error => $"{Environment.NewLine}- {error}"))}";
    }

    private static string? Named(string property) =>
        Others.GetValueOrDefault(property) ?? (Same.Contains(property) ? $"--{Upper.Replace(property, "-$0").ToLowerInvariant()}" : null);

    [GeneratedRegex(@"^\w+ is invalid:\r?\n- (?<errors>.*)$", RegexOptions.Singleline)]
    private static partial Regex Invalid { get; }

    [GeneratedRegex(@"\r?\n- ")]
    private static partial Regex LineBreak { get; }

    [GeneratedRegex(@"^(?:\w+\.)*(?<name>\w+)\b")]
    private static partial Regex Property { get; }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Upper { get; }
}
