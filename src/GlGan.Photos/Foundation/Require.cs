using System.Numerics;
using System.Runtime.CompilerServices;

namespace GlGan.Foundation;

/// <summary>What options ask of a property: nothing where it is so, else the one sentence that says what it must be.</summary>
internal static class Require
{
    internal static string[] That(bool right, string error) => right ? [] : [error];

    internal static string[] Given(object? value, [CallerArgumentExpression(nameof(value))] string name = "") => That(value is not null, $"{name} must be given.");

    internal static string[] Known<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum => That(Enum.IsDefined(value), $"{name} is unknown; got {value}.");

    internal static string[] AtLeast<T>(T value, T least, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T> => That(value >= least, $"{name} must be at least {least}; got {value}.");

    internal static string[] AtLeastOrNull(int? value, int least, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(!(value < least), $"{name} must be at least {least}, or null; got {value}.");

    internal static string[] NotNegative<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T> => That(value >= T.Zero, $"{name} must not be negative; got {value}.");

    internal static string[] AboveZero<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T> => That(value > T.Zero, $"{name} must be above 0; got {value}.");

    internal static string[] To(int? value, int first, int last, string unit = "", [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value is not { } given || (given >= first && given <= last), $"{name} must be {first} to {last}{unit}; got {value}.");

    internal static string[] In<T>(T value, T least, T most, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T> => That(value >= least && value <= most, $"{name} must be in [{least}, {most}]; got {value}.");

    internal static string[] LieIn<T>(T value, T least, T most, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : INumber<T> => That(value >= least && value <= most, $"{name} must lie in [{least}, {most}]; got {value}.");

    internal static string[] Some<T>(IReadOnlyCollection<T>? values, string what, [CallerArgumentExpression(nameof(values))] string name = "") =>
        That(values?.Count > 0, $"{name} must name at least one {what}.");

    internal static IEnumerable<string> Once(IEnumerable<string> names, string list) =>
        names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => $"{list} names '{group.Key}' more than once.");

    internal static IEnumerable<string> Part(IValidated? part, [CallerArgumentExpression(nameof(part))] string name = "") =>
        part is null ? Given(part, name) : part.Errors().Select(error => $"{name}.{error}");
}
