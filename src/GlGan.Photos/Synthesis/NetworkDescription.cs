using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Synthesis;

/// <summary>What has to be known of an exported network to run it, as JSON in the metadata of its file under <see cref="MetadataKey"/>.</summary>
/// <param name="Version">Version of this description.</param>
/// <param name="Purpose">What the network was trained for.</param>
/// <param name="ImageSize">Side S of the image in pixels: 32 to 1024.</param>
/// <param name="Template">Name of the <see cref="FaceTemplate"/> to which faces are aligned.</param>
/// <param name="Regions">Regions that are cut out.</param>
/// <param name="Prior">Whether the network reads the geometric prior of a face.</param>
public sealed record NetworkDescription(int Version, ModelPurpose Purpose, int ImageSize, string Template, IReadOnlyList<FaceRegion> Regions, bool Prior) : IValidated
{
    /// <summary>The version this library writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Where files keep it.</summary>
    public const string MetadataKey = "glgan.network";

    internal const string GlobalInput = "global", PriorInput = "prior", ImageOutput = "image";

    /// <summary>How the network wants faces.</summary>
    [JsonIgnore]
    public FaceFraming Framing => new(ImageSize, FaceTemplate.Named(Template), Regions) { Prior = Prior };

    /// <summary>Shapes of the inputs by their names, without the batch before them.</summary>
    [JsonIgnore]
    internal IReadOnlyDictionary<string, int[]> InputShapes
    {
        get
        {
            var shapes = new Dictionary<string, int[]> { [GlobalInput] = ImageShape };
            if (Prior) shapes[PriorInput] = [5, ImageSize, ImageSize];
            foreach (var region in Regions)
            {
                var (width, height) = region.PixelSize(ImageSize);
                shapes[LocalInput(region.Name)] = [3, height, width];
                shapes[PlacementInput(region.Name)] = [2];
            }

            return shapes;
        }
    }

    /// <summary>Shape of an image, without the batch before it.</summary>
    [JsonIgnore]
    internal int[] ImageShape => [3, ImageSize, ImageSize];

    /// <summary>Describes a network.</summary>
    /// <param name="framing">How it wants faces, aligned to one of <see cref="FaceTemplate.All"/>.</param>
    /// <param name="purpose">What it was trained for.</param>
    public static NetworkDescription Of(FaceFraming framing, ModelPurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(framing);
        return new(CurrentVersion, purpose, framing.ImageSize, framing.Template.Name, framing.Regions, framing.Prior);
    }

    /// <summary>Reads a description.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="FormatException">It is none, of another version, or contradicts itself; the message says why.</exception>
    public static NetworkDescription Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var node = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("it is no object");
            if (node["version"] is JsonValue number && number.TryGetValue(out int version) && version != CurrentVersion)
                throw new FormatException($"it is of version {version}; this one reads {CurrentVersion}: update the package, or export the model again.");
            var description = node.Deserialize(NetworkJson.Default.NetworkDescription)!;
            return description.Errors().FirstOrDefault() is { } error ? throw new FormatException(error) : description;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"it does not parse: {PlainText.Describe(e)}", e);
        }
    }

    /// <summary>Writes the description.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, NetworkJson.Default.NetworkDescription);

    internal static string LocalInput(string region) => $"local.{region}";

    internal static string PlacementInput(string region) => $"placement.{region}";

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.Known(Purpose), .. Require.In(ImageSize, 32, 1024),
        .. Require.That(FaceTemplate.All.Any(template => template.Name == Template), $"{nameof(Template)} is unknown; got '{PlainText.Cut(Template)}'."),
        .. FaceRegion.Errors(Regions),
    ];
}
