using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GlGan.Training;

/// <summary>
/// Writes a part of a recipe as its name and what its constructor takes, and makes it again. What JSON cannot hold, such as a network, is written as the name of
/// its type: enough to tell two recipes apart, and refused when read.
/// </summary>
/// <param name="parts">The parts by name.</param>
internal sealed class RecipePartConverter<T>(RecipeParts parts) : JsonConverter<T>
    where T : class
{
    private const string NameKey = "name";

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind != JsonValueKind.Object) throw new JsonException($"expected an object with a {NameKey}.");
        if (element.EnumerateObject().CountBy(property => property.Name).FirstOrDefault(property => property.Value > 1).Key is { } twice) throw new JsonException($"Duplicate property '{twice}'.");
        var values = JsonObject.Create(element)!;
        var type = parts.Find<T>(values[NameKey] is JsonValue named && named.TryGetValue(out string? name) ? name : null);
        values.Remove(NameKey);
        var parameters = Parameters(type);
        if (values.FirstOrDefault(value => !parameters.Any(parameter => Key(parameter, options) == value.Key)).Key is { } unknown)
            throw new JsonException($"'{RecipeParts.Name<T>(type)}' has no '{unknown}'. It has: {string.Join(", ", parameters.Select(parameter => Key(parameter, options)))}.");
        try
        {
            return (T)Activator.CreateInstance(type, BindingFlags.CreateInstance, null, [.. parameters.Select(Value)], null)!;
        }
        catch (TargetInvocationException problem) when (problem.InnerException is { } wrong)
        {
            throw new JsonException($"'{RecipeParts.Name<T>(type)}': {wrong.Message}", wrong);
        }

        object? Value(ParameterInfo parameter)
        {
            if (values.TryGetPropertyValue(Key(parameter, options), out var value)) return value.Deserialize(parameter.ParameterType, options);
            return parameter.HasDefaultValue
                ? parameter.DefaultValue
                : throw new JsonException($"'{RecipeParts.Name<T>(type)}' needs '{Key(parameter, options)}', which {(IsPlain(parameter.ParameterType) ? "is missing" : "is given in code")}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var type = value.GetType();
        writer.WriteStartObject();
        writer.WriteString(NameKey, RecipeParts.Name<T>(type));
        foreach (var parameter in Parameters(type))
        {
            var property = type.GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is null || !property.CanRead) continue;
            writer.WritePropertyName(Key(parameter, options));
            var held = property.GetValue(value);
            if (held is null || IsPlain(property.PropertyType)) JsonSerializer.Serialize(writer, held, property.PropertyType, options);
            else writer.WriteStringValue(held.GetType().Name);
        }

        writer.WriteEndObject();
    }

    private static string Key(ParameterInfo parameter, JsonSerializerOptions options) => options.PropertyNamingPolicy!.ConvertName(parameter.Name!);

    private static ParameterInfo[] Parameters(Type type) => type.GetConstructors().Select(constructor => constructor.GetParameters()).MaxBy(parameters => parameters.Length) ?? [];

    // Numbers, texts, flags, lists of them, and other parts.
    private static bool IsPlain(Type type)
    {
        var item = Nullable.GetUnderlyingType(type) ?? type.GetInterfaces().Append(type)
            .FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))?.GetGenericArguments()[0] ?? type;
        return item.IsPrimitive || item.IsEnum || item == typeof(string) || item == typeof(TimeSpan) || item == typeof(ILearningRateSchedule);
    }
}
