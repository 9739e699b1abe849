using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GlGan.Foundation;
using GlGan.Native;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Features;

/// <summary>
/// A feature network from a TorchScript file, written in Python by <c>torch.jit.script(module).save(path)</c> or <c>torch.jit.trace</c>. Its <c>forward</c>
/// takes the images, float32, and returns a tensor, or a tuple or list of tensors. It runs in evaluation mode with its weights frozen.
/// </summary>
public sealed class TorchScriptFeatureNetwork : IFeatureNetwork, IDisposable
{
    private const string HowToWrite = "Write it in Python with torch.jit.script(module).save(path); torch.save is another format.";

    private readonly string _path;
    private readonly int? _inputSize;
    private readonly jit.ScriptModule _module;
    private readonly Tensor _mean;
    private readonly Tensor _scale;

    /// <summary>Loads the network.</summary>
    /// <param name="path">TorchScript file.</param>
    /// <param name="options">What the network expects of its input.</param>
    /// <param name="device">Where it runs, and where its images must be; <see langword="null"/> for the CPU.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not TorchScript, or this version of libtorch cannot read it.</exception>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public TorchScriptFeatureNetwork(string path, TorchScriptFeatureOptions? options = null, Device? device = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options = options.ValidOrDefault();
        UserFile.Require(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no TorchScript file '{path}'. {HowToWrite}", path);
        device ??= CPU;
        (_path, _inputSize, _module) = (path, options.InputSize, Load(path, device));
        _module.eval();
        using (NewDisposeScope())
            foreach (var parameter in _module.parameters()) parameter.requires_grad = false;
        (_mean, _scale) = (PerChannel(options.Mean, device), PerChannel(options.Scale, device));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The network fails on these images, or gives something else than tensors.</exception>
    public IReadOnlyList<Tensor> Features(Tensor images)
    {
        TensorGuard.Shape(images, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any]);
        using var scope = NewDisposeScope();
        var input = images.to(ScalarType.Float32);
        if (_inputSize is { } size && (images.shape[2] != size || images.shape[3] != size))
            input = functional.interpolate(input, size: [size, size], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true);
        return [.. Tensors(Run((input - _mean) / _scale)).Select(feature => feature.MoveToOuterDisposeScope())];
    }

    /// <summary>Frees the network.</summary>
    public void Dispose()
    {
        _module.Dispose();
        _mean.Dispose();
        _scale.Dispose();
    }

    private static jit.ScriptModule Load(string path, Device device)
    {
        TorchRuntime.EnsureLoaded();
        try
        {
            return jit.load(path, device);
        }
        catch (ExternalException e)
        {
            throw new InvalidDataException($"'{path}' is not a TorchScript file that this libtorch can read: {FirstLine(e)} {HowToWrite}", e);
        }
    }

    private static Tensor PerChannel(IReadOnlyList<double> values, Device device)
    {
        using var scope = NewDisposeScope();
        return tensor(values.ToArray()).reshape(1, 3, 1, 1).to(ScalarType.Float32, device).DetachFromDisposeScope();
    }

    private object Run(Tensor input)
    {
        try
        {
            return _module.call(input);
        }
        catch (ExternalException e)
        {
            throw new InvalidOperationException($"The network of '{_path}' fails on images of shape [{string.Join(", ", input.shape)}]: {FirstLine(e)}", e);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or NotImplementedException)
        {
            // TorchSharp cannot hand over a dictionary or an object: it throws the one or the other, depending on how the result is nested.
            throw Unusable(e);
        }
    }

    private IReadOnlyList<Tensor> Tensors(object? result)
    {
        object?[] items = result switch
        {
            Tensor tensor => [tensor],
            Tensor[] list => list,
            ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])],
            _ => [],
        };
        return items.Length > 0 && items.All(item => item is Tensor) ? [.. items.Cast<Tensor>()] : throw Unusable();
    }

    private InvalidOperationException Unusable(Exception? cause = null) =>
        new($"The network of '{_path}' must return a tensor, or a tuple or list of tensors, and at least one.", cause);

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].TrimEnd();
}
