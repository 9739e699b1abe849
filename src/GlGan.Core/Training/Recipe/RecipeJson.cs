using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GlGan.Foundation;
using GlGan.Generators;
using GlGan.Losses;

namespace GlGan.Training;

/// <summary>
/// Recipes as JSON: properties in snake case, and losses, penalties, schedules and augmentations by name, with what their constructors take:
/// <c>{ "name": "r1", "gamma": 5, "interval": 16 }</c>. Parts of your own are read when their assembly is named.
/// </summary>
public static class RecipeJson
{
    /// <summary>Writes a recipe.</summary>
    public static string Write(TrainingRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return JsonSerializer.Serialize(recipe, Options([]));
    }

    /// <summary>Reads a recipe. What the text does not mention has its default.</summary>
    /// <param name="json">The text.</param>
    /// <param name="parts">Assemblies with parts of your own, besides this library's.</param>
    /// <exception cref="FormatException">It is no recipe; the message says where, and what is wrong.</exception>
    public static TrainingRecipe Read(string json, params IReadOnlyList<Assembly> parts)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(parts);
        try
        {
            return JsonSerializer.Deserialize<TrainingRecipe>(json.TrimStart(TextBytes.Mark), Options(parts)) ?? throw new JsonException("it is null.");
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"Not a training recipe: {PlainText.Describe(problem)}", problem);
        }
    }

    /// <summary>How recipes are written and read, for files that contain one.</summary>
    /// <param name="parts">Assemblies with parts of your own, besides this library's.</param>
    public static JsonSerializerOptions Options(params IReadOnlyList<Assembly> parts)
    {
        var known = new RecipeParts([typeof(RecipeParts).Assembly, .. parts]);
        return new JsonSerializerOptions
        {
            WriteIndented = true,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower),
                new RecipePartConverter<IAdversarialLoss>(known),
                new RecipePartConverter<IGeneratorLoss>(known),
                new RecipePartConverter<IDiscriminatorPenalty>(known),
                new RecipePartConverter<ILearningRateSchedule>(known),
                new RecipePartConverter<IImageAugmentation>(known),
            },
        };
    }

    /// <summary>The names of a kind of part of this library, such as those of <see cref="IAdversarialLoss"/>.</summary>
    public static IReadOnlyList<string> Names<T>()
        where T : class => new RecipeParts([typeof(RecipeParts).Assembly]).Names<T>();

    /// <summary>Makes a part of this library.</summary>
    /// <param name="text">Its name, for its default values, or its JSON.</param>
    /// <exception cref="FormatException">There is no such part; the message lists the names.</exception>
    public static T Part<T>(string text)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return JsonSerializer.Deserialize<T>(text.StartsWith('{') ? text : new JsonObject { ["name"] = text }.ToJsonString(), Options())!;
        }
        catch (JsonException problem)
        {
            throw new FormatException($"'{PlainText.Cut(text)}': {PlainText.Describe(problem)}", problem);
        }
    }

    internal static JsonNode Node(TrainingRecipe recipe) => JsonSerializer.SerializeToNode(recipe, Options([]))!;

    internal static JsonNode ShapeNode(GlGanGeneratorOptions options) => JsonSerializer.SerializeToNode(options, Options([]))!;

    /// <summary>One line per difference.</summary>
    /// <param name="before">What was.</param>
    /// <param name="now">What is.</param>
    /// <param name="places">Where either is found.</param>
    /// <param name="path">Where both stand in what is compared.</param>
    internal static IEnumerable<string> Differences(JsonNode? before, JsonNode? now, (string Before, string Now) places, string path = "")
    {
        switch (before, now)
        {
            case (JsonObject old, JsonObject present):
                return old.Select(entry => entry.Key).Union(present.Select(entry => entry.Key))
                    .SelectMany(key => Differences(old[key], present[key], places, path.Length == 0 ? key : $"{path}.{key}"));
            case (JsonArray old, JsonArray present):
                return Enumerable.Range(0, Math.Max(old.Count, present.Count)).SelectMany(i => Differences(Item(old, i), Item(present, i), places, $"{path}[{i}]"));
            default:
                return JsonNode.DeepEquals(before, now) ? [] : [$"{path}: {Text(before)} {places.Before}, {Text(now)} {places.Now}"];
        }

        static JsonNode? Item(JsonArray list, int index) => index < list.Count ? list[index] : null;

        static string Text(JsonNode? value) => value?.ToJsonString() ?? "none";
    }
}
