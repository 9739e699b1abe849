using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>
/// The gradients that the backward of a custom function has returned last. libtorch takes them over only after that: they are freed by the next backward of the
/// thread, or with the scope that backward runs in.
/// </summary>
internal static class ReturnedGradients
{
    [ThreadStatic]
    private static List<Tensor?>? _last;

    private static long _undefined;

    /// <summary>Undefined gradients received so far: TorchSharp counts a tensor without memory for each and never counts it off.</summary>
    internal static long Undefined => Interlocked.Read(ref _undefined);

    /// <summary>Runs a backward in a scope of its own.</summary>
    /// <param name="upper">
    /// Gradients of the result; disposed afterwards. None where nothing depends on it, as in gradients of gradients, if the function's context does not materialise
    /// them, which TorchSharp does from the result, and that may be freed.
    /// </param>
    /// <param name="arguments">Number of the function's arguments.</param>
    /// <param name="backward">Makes one gradient per argument, null where none is wanted.</param>
    /// <returns>The gradients; borrowed.</returns>
    internal static List<Tensor> Of(Tensor? upper, int arguments, Func<List<Tensor?>> backward)
    {
        foreach (var earlier in _last ?? []) earlier?.Dispose();
        _last = null;
        using var scope = NewDisposeScope();
        using var handed = upper;
        if (upper is not { IsInvalid: false })
        {
            Interlocked.Increment(ref _undefined);
            return [.. Enumerable.Repeat<Tensor>(null!, arguments)];
        }

        var gradients = backward();
        foreach (var gradient in gradients) gradient?.MoveToOuterDisposeScope();
        _last = gradients;
        return gradients!;
    }
}
