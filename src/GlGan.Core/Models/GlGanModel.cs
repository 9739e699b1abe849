using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using GlGan.Foundation;
using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Layers;
using GlGan.Native;
using GlGan.Serialization;
using GlGan.Synthesis;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan;

/// <summary>
/// A trained generator and what it was trained for. A model is one safetensors file: weights under PyTorch-style keys, and the options
/// that rebuild the network as JSON in the file's metadata.
/// </summary>
public sealed class GlGanModel : IDisposable
{
    /// <summary>Where model files keep <see cref="Info"/>.</summary>
    internal const string InfoKey = "glgan.model";

    private readonly Lock _gate = new();
    private GeneratorNetwork? _network;

    /// <summary>Wraps a generator; the model owns it from now on.</summary>
    /// <param name="generator">The network, on any device.</param>
    /// <param name="purpose">What it was trained for.</param>
    /// <param name="imagesTrained">Images it has seen in training.</param>
    public GlGanModel(GlGanGenerator generator, ModelPurpose purpose, long imagesTrained = 0)
    {
        ArgumentNullException.ThrowIfNull(generator);
        Generator = generator;
        Info = new ModelInfo(ModelInfo.CurrentVersion, purpose, imagesTrained, generator.Options);
        generator.eval();
    }

    /// <summary>The network, in evaluation mode.</summary>
    public GlGanGenerator Generator { get; }

    /// <summary>What is written into the file beside the weights.</summary>
    public ModelInfo Info { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="path">A file written by <see cref="Save(string)"/>.</param>
    /// <param name="device">Where to put it; <see langword="null"/> takes the CPU.</param>
    /// <exception cref="SafetensorsException">The file is damaged, no model of this library, or holds weights that are not finite or variances that are negative.</exception>
    /// <exception cref="WeightMismatchException">Weights and options do not belong together.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded.</exception>
    public static GlGanModel Load(string path, Device? device = null)
    {
        TorchRuntime.EnsureLoaded();
        using var reader = SafetensorsReader.Open(path);
        var info = ReadInfo(reader, path);
        var generator = GlGanGenerator.Sketch(info.Generator);
        try
        {
            // What the options ask for takes no memory before the file is seen to have it.
            ModuleWeights.RequireFit(generator, reader);
            NetworkSketch.Fill(generator);
            ModuleWeights.Load(generator, reader);
            RequireSound(generator, path);
            if (device is not null) generator.to(device);
            return new GlGanModel(generator, info.Purpose, info.ImagesTrained);
        }
        catch
        {
            generator.Dispose();
            throw;
        }
    }

    /// <summary>Reads what a model file says of itself, and no weights.</summary>
    /// <exception cref="SafetensorsException">The file is damaged, or no model of this library.</exception>
    internal static ModelInfo ReadInfo(string path)
    {
        using var reader = SafetensorsReader.Open(path);
        return ReadInfo(reader, path);
    }

    /// <summary>Writes the model; the file is complete or absent.</summary>
    public void Save(string path) => Save(path, Generator, Info);

    /// <summary>Writes a generator that goes on living elsewhere, such as a trainer's average.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="generator">A <see cref="GlGanGenerator"/>; borrowed.</param>
    /// <param name="purpose">What it was trained for.</param>
    /// <param name="imagesTrained">Images it has seen in training.</param>
    /// <exception cref="ArgumentException">It is another kind of generator, which a model file cannot describe: save its weights by <see cref="ModuleWeights"/>.</exception>
    public static void Save(string path, FaceGenerator generator, ModelPurpose purpose, long imagesTrained)
    {
        ArgumentNullException.ThrowIfNull(generator);
        if (generator is not GlGanGenerator known)
        {
            throw new ArgumentException(
                $"A model file holds a {nameof(GlGanGenerator)}; got a {generator.GetType().Name}: save its weights by {nameof(ModuleWeights)}.{nameof(ModuleWeights.Save)}.",
                nameof(generator));
        }

        Save(path, known, new ModelInfo(ModelInfo.CurrentVersion, purpose, imagesTrained, known.Options));
    }

    /// <summary>
    /// Makes a synthesiser, which uses the network on photos and must not outlive the model. It computes with a copy of the network made for speed, with batch
    /// normalisations folded into convolutions, when the first synthesiser is made.
    /// </summary>
    /// <param name="options">How it serves requests that come one by one; defaults unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public FaceSynthesizer CreateSynthesizer(FaceSynthesizerOptions? options = null) => new(Network, options);

    /// <summary>Frees the network.</summary>
    public void Dispose()
    {
        _network?.Free();
        Generator.Dispose();
    }

    internal GeneratorNetwork Network
    {
        get
        {
            lock (_gate) return _network ??= new GeneratorNetwork(Generator, Info.Purpose);
        }
    }

    private static void Save(string path, GlGanGenerator generator, ModelInfo info) =>
        ModuleWeights.Save(generator, path, new Dictionary<string, string> { [InfoKey] = info.ToJson() });

    private static ModelInfo ReadInfo(SafetensorsReader reader, string path)
    {
        if (!reader.Metadata.TryGetValue(InfoKey, out var json))
            throw new SafetensorsException(path, null, $"not a GL-GAN model: its metadata has no entry '{InfoKey}'.");
        try
        {
            var node = JsonNode.Parse(json.TrimStart(TextBytes.Mark)) as JsonObject ?? throw new JsonException("it is no object");
            if (node["version"] is JsonValue number && number.TryGetValue(out int version) && version != ModelInfo.CurrentVersion)
                throw new SafetensorsException(path, null, $"{Age(version)} (model version {version}; this one reads {ModelInfo.CurrentVersion}).");

            var info = node.Deserialize(ModelJson.Default.ModelInfo)!;
            return info.Errors().FirstOrDefault() is { } error ? throw new SafetensorsException(path, null, $"its entry '{InfoKey}' is invalid: {error}") : info;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new SafetensorsException(path, null, $"its entry '{InfoKey}' does not parse: {PlainText.Describe(e)}", e);
        }
    }

    private static void RequireSound(GlGanGenerator generator, string path)
    {
        foreach (var (name, weights) in generator.state_dict())
            if (weights.dtype == ScalarType.Float32 && !SignedPlanes.AreFinite(Floats(weights))) throw new SafetensorsException(path, name, "it holds numbers that are not finite.");
        foreach (var (name, module) in generator.named_modules())
            if (module is BatchNormalization normalization && Floats(normalization.RunningVariance).ContainsAnyInRange(float.MinValue, -float.Epsilon)) throw new SafetensorsException(path, $"{name}.{BatchNormalization.Variance}", "it holds a negative number, and no variance is negative.");
    }

    // In the memory of the CPU, where libtorch's threads would wait for one another longer than the look takes.
    private static ReadOnlySpan<float> Floats(Tensor weights) => MemoryMarshal.Cast<byte, float>(weights.bytes);

    private static string Age(int version) => version > ModelInfo.CurrentVersion
        ? "written by a later version of GlGan.Core: update the package"
        : "written by an earlier version of GlGan.Core, whose networks were built otherwise: train the model again";
}
