using System.Reflection;
using System.Text.Json;
using GlGan.Losses;

namespace GlGan.Training;

/// <summary>The parts of recipes by name: that of the class in snake case, without the word for its kind. A new class is known by being there.</summary>
internal sealed class RecipeParts(IReadOnlyList<Assembly> assemblies)
{
    private static readonly Dictionary<Type, string> Kinds = new()
    {
        [typeof(IAdversarialLoss)] = "Loss",
        [typeof(IGeneratorLoss)] = "Loss",
        [typeof(IDiscriminatorPenalty)] = "Penalty",
        [typeof(ILearningRateSchedule)] = "Schedule",
        [typeof(IImageAugmentation)] = "Augmentation",
    };

    internal static string Name<T>(Type type)
    {
        var (name, kind) = (type.Name, Kinds[typeof(T)]);
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(name.EndsWith(kind, StringComparison.Ordinal) ? name[..^kind.Length] : name);
    }

    /// <summary>The names of a kind.</summary>
    internal IReadOnlyList<string> Names<T>() => [.. Types<T>().Select(Name<T>).Order(StringComparer.Ordinal)];

    /// <summary>The class of a name.</summary>
    /// <exception cref="JsonException">There is none, and the message lists the names; or there are two.</exception>
    internal Type Find<T>(string? name) => Types<T>().Where(type => Name<T>(type) == name).ToArray() switch
    {
        [var only] => only,
        [] => throw new JsonException(
            $"there is no {Kinds[typeof(T)].ToLowerInvariant()} '{name}'. Known: {string.Join(", ", Names<T>())}. One of your own is found when its assembly is named."),
        var several => throw new JsonException($"'{name}' can be {string.Join(" or ", several.Select(type => type.FullName))}: give one of the classes another name."),
    };

    private IEnumerable<Type> Types<T>() =>
        assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsVisible: true, IsAbstract: false } && type.IsAssignableTo(typeof(T)));
}
