using System.Collections;
using System.Globalization;
using System.Reflection;
using TorchSharp;

namespace GlGan.Training;

/// <summary>
/// Writes options out as values by path, so that two trainings can be compared in words: public properties, and what constructors were given, of an object and of
/// the objects in it.
/// </summary>
internal static class OptionsDescription
{
    private const int DeepestLevel = 8;
    private const int LongestList = 64;
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>The values of an object by path.</summary>
    internal static SortedDictionary<string, string> Of(string name, object? value)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Describe(values, name, value, 0);
        return values;
    }

    /// <summary>One line per difference.</summary>
    internal static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
    [
        .. before.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Where(path => before.GetValueOrDefault(path) != now.GetValueOrDefault(path))
            .Select(path => $"{path}: {before.GetValueOrDefault(path, "not set")} in the checkpoint, {now.GetValueOrDefault(path, "not set")} now"),
    ];

    private static void Describe(SortedDictionary<string, string> values, string path, object? value, int level)
    {
        if (level > DeepestLevel) return;
        switch (value)
        {
            case null:
                values[path] = "none";
                break;
            case string text:
                values[path] = text;
                break;
            case IFormattable number:
                values[path] = number.ToString(null, CultureInfo.InvariantCulture);
                break;
            case bool flag:
                values[path] = flag ? "true" : "false";
                break;
            case IEnumerable list:
                var items = list.Cast<object?>().Take(LongestList).ToArray();
                for (var i = 0; i < items.Length; i++) Describe(values, $"{path}[{i}]", items[i], level + 1);
                if (items.Length == 0) values[path] = "empty";
                break;
            default:
                DescribeObject(values, path, value, level);
                break;
        }
    }

    private static void DescribeObject(SortedDictionary<string, string> values, string path, object value, int level)
    {
        var type = value.GetType();
        if (!type.Name.EndsWith("Options", StringComparison.Ordinal)) values[path] = type.Name;
        if (value is torch.nn.Module or torch.Tensor or Delegate or Type || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true) return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0))
            if (TryGet(() => property.GetValue(value), out var found)) Describe(values, $"{path}.{property.Name}", found, level + 1);
        foreach (var field in type.GetFields(Everything))
            if (GivenName(field) is { } name) Describe(values, $"{path}.{name}", field.GetValue(value), level + 1);
    }

    /// <summary>Name of a field that holds what a constructor was given: a readonly field, or a parameter of a primary constructor.</summary>
    private static string? GivenName(FieldInfo field)
    {
        if (field.Name.EndsWith(">P", StringComparison.Ordinal)) return field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)];
        return field.IsInitOnly && !field.Name.StartsWith('<') ? field.Name.TrimStart('_') : null;
    }

    private static bool TryGet(Func<object?> get, out object? value)
    {
        try
        {
            value = get();
            return true;
        }
        catch (TargetInvocationException)
        {
            value = null;
            return false;
        }
    }
}
