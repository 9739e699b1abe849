using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace GlGan.Foundation;

/// <summary>Validation of options at the edge: all errors in one message.</summary>
internal static class OptionsGuard
{
    /// <summary>Returns the options, or throws one exception that lists every error.</summary>
    internal static T Valid<T>([NotNull] T? options, IEnumerable<string>? errors, [CallerArgumentExpression(nameof(options))] string argument = "")
        where T : class
    {
        ArgumentNullException.ThrowIfNull(options, argument);
        var found = errors?.ToList() ?? [];
        return found.Count == 0
            ? options
            : throw new ArgumentException($"{typeof(T).Name} is invalid:{Environment.NewLine}- {string.Join($"{Environment.NewLine}- ", found)}", argument);
    }
}
