using System.Collections;
using System.Globalization;
using System.Reflection;
using TorchSharp;

namespace GlGan.Training;

/// <summary>Writes options out as values by path, so that two trainings can be compared in words.</summary>
internal static class OptionsDescription
{
    private const int DeepestLevel = 8;

    /// <summary>The values of the public properties of an object, and of the objects in them.</summary>
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
        switch (value)
        {
            case null:
                values[path] = "none";
                break;
            case string text:
                values[path] = text;
                break;
            case IFormattable number when value.GetType() is { } type && (type.IsPrimitive || type.IsEnum || value is TimeSpan):
                values[path] = number.ToString(null, CultureInfo.InvariantCulture);
                break;
            case bool flag:
                values[path] = flag ? "true" : "false";
                break;
            case IEnumerable list:
                var index = 0;
                foreach (var item in list) Describe(values, $"{path}[{index++}]", item, level + 1);
                if (index == 0) values[path] = "empty";
                break;
            default:
                DescribeObject(values, path, value, level);
                break;
        }
    }

    private static void DescribeObject(SortedDictionary<string, string> values, string path, object value, int level)
    {
        var type = value.GetType();
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0).ToArray();
        if (!type.Name.EndsWith("Options", StringComparison.Ordinal) || properties.Length == 0) values[path] = type.Name;
        if (level >= DeepestLevel || value is torch.nn.Module or torch.Tensor or Delegate) return;
        foreach (var property in properties) Describe(values, $"{path}.{property.Name}", property.GetValue(value), level + 1);
    }
}
