using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace GlGan.Foundation;

/// <summary>Validation of options at the edge: all errors in one message.</summary>
internal static class OptionsGuard
{
    /// <inheritdoc cref="IValidated.Errors"/>
    internal static IEnumerable<string> Errors(this IValidated options) => options.Errors();

    /// <summary>Returns the options, or throws one exception that lists every error.</summary>
    internal static T Valid<T>([NotNull] this T? options, [CallerArgumentExpression(nameof(options))] string argument = "")
        where T : class, IValidated
    {
        ArgumentNullException.ThrowIfNull(options, argument);
        var errors = options.Errors().ToList();
        return errors.Count == 0
            ? options
            : throw new ArgumentException($"{typeof(T).Name} is invalid:{Environment.NewLine}- {string.Join($"{Environment.NewLine}- ", errors)}", argument);
    }

    /// <summary>Returns the options, or the default ones where none are given, or throws as for any others.</summary>
    internal static T ValidOrDefault<T>(this T? options, [CallerArgumentExpression(nameof(options))] string argument = "")
        where T : class, IValidated, new() => (options ?? new T()).Valid(argument);
}
