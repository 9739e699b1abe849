using System.Text.Json;
using GlGan.Foundation;
using GlGan.Generators;
using GlGan.Synthesis;

namespace GlGan;

/// <summary>What a model file says of itself.</summary>
/// <param name="Version">Version of this description.</param>
/// <param name="Purpose">What the model was trained for.</param>
/// <param name="ImagesTrained">Images seen in training.</param>
/// <param name="Generator">Options that rebuild the network.</param>
public sealed record ModelInfo(int Version, ModelPurpose Purpose, long ImagesTrained, GlGanGeneratorOptions Generator) : IValidated
{
    /// <summary>The version this library writes.</summary>
    public const int CurrentVersion = 3;

    internal string ToJson() => JsonSerializer.Serialize(this, ModelJson.Default.ModelInfo);

    IEnumerable<string> IValidated.Errors() => [.. Require.Known(Purpose), .. Require.NotNegative(ImagesTrained), .. Require.Part(Generator)];
}
