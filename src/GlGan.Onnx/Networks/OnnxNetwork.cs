using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Synthesis;
using Microsoft.ML.OnnxRuntime;

namespace GlGan.Onnx;

/// <summary>
/// A trained network on ONNX Runtime: <c>new FaceSynthesizer(network)</c> uses it on photos. Models of GlGan.Core become such files by <c>model.ExportOnnx(path)</c> or
/// <c>glgan export</c>. Thread-safe: calls share one session.
/// </summary>
public sealed class OnnxNetwork : ISynthesisNetwork, IDisposable
{
    private const int BatchOnAccelerator = 8;

    private static readonly string[] Outputs = [NetworkDescription.ImageOutput];

    private readonly string _path;
    private readonly InferenceSession _session;
    private readonly NetworkInputs _inputs;
    private readonly int _mostAtOnce;

    private OnnxNetwork(string path, InferenceSession session, NetworkDescription description, OnnxProvider provider)
    {
        (_path, _session) = (path, session);
        (Framing, Purpose) = (description.Framing, description.Purpose);
        _inputs = new NetworkInputs(description, [.. session.InputMetadata.Keys]);
        _mostAtOnce = provider == OnnxProvider.Cpu ? 1 : int.MaxValue;
    }

    /// <inheritdoc/>
    public FaceFraming Framing { get; }

    /// <inheritdoc/>
    public ModelPurpose Purpose { get; }

    /// <summary>1 on a CPU, 8 elsewhere.</summary>
    public int PreferredBatch => Math.Min(_mostAtOnce, BatchOnAccelerator);

    /// <summary>Opens a network. No other file is read, whatever this one says.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="options">How to run it; on the CPU unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    /// <exception cref="OnnxException">The file is no network of this library or a damaged one, or what is to run it is not there.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static OnnxNetwork Load(string path, OnnxOptions? options = null)
    {
        var session = OnnxFile.Open(path, options);
        try
        {
            return new OnnxNetwork(path, session, NetworkChecks.Describe(path, session), options?.Provider ?? OnnxProvider.Cpu);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Synthesises faces: in one batch, but on a CPU one after the other, so that no image depends on the company it is in.</summary>
    /// <param name="inputs">At least one, in the network's framing.</param>
    /// <returns>One S×S image each.</returns>
    /// <exception cref="OnnxException">ONNX Runtime cannot run the network, or makes something else of it than images.</exception>
    public ImageBuffer[] Run(IReadOnlyList<AlignedInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [.. inputs.Chunk(_mostAtOnce).SelectMany(RunBatch)];
    }

    /// <summary>Ends the session.</summary>
    public void Dispose() => _session.Dispose();

    private ImageBuffer[] RunBatch(AlignedInput[] inputs)
    {
        var values = new Dictionary<string, OrtValue>();
        try
        {
            foreach (var (name, shape, floats) in _inputs.Of(inputs)) values[name] = OrtValue.CreateTensorValueFromMemory(floats, shape);
            using var run = new RunOptions();
            using var results = _session.Run(run, values, Outputs);
            return Images(results[0], inputs.Length);
        }
        catch (OnnxRuntimeException e)
        {
            throw new OnnxException(_path, $"ONNX Runtime cannot run it: {e.Message}", e);
        }
        finally
        {
            foreach (var value in values.Values) value.Dispose();
        }
    }

    private ImageBuffer[] Images(OrtValue output, int count)
    {
        var size = Framing.ImageSize;
        long[] shape = [count, 3, size, size];
        if (output.GetTensorTypeAndShape().Shape is var found && !found.SequenceEqual(shape))
            throw new OnnxException(_path, $"its output is [{string.Join(", ", found)}] and not [{string.Join(", ", shape)}], as it says of itself.");
        var values = output.GetTensorDataAsSpan<float>();
        if (!SignedPlanes.AreFinite(values)) throw new OnnxException(_path, SynthesisException.NotFinite);
        var images = new ImageBuffer[count];
        for (var index = 0; index < count; index++) images[index] = SignedPlanes.Read(values.Slice(index * 3 * size * size, 3 * size * size), size, size);
        return images;
    }
}
