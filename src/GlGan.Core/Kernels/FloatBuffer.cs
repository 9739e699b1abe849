using System.Buffers;

namespace GlGan.Kernels;

/// <summary>Pooled, pinned memory for numbers, aligned to cache lines; its contents are undefined at first.</summary>
internal sealed unsafe class FloatBuffer : IDisposable
{
    private const int Line = 64 / sizeof(float);

    private readonly float[] _array;
    private MemoryHandle _pin;

    internal FloatBuffer(long length)
    {
        _array = ArrayPool<float>.Shared.Rent(checked((int)(length + Line)));
        _pin = _array.AsMemory().Pin();
        Start = (float*)(((nuint)_pin.Pointer + 63) & ~(nuint)63);
    }

    internal float* Start { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_pin.Pointer == null) return;
        _pin.Dispose();
        _pin = default;
        ArrayPool<float>.Shared.Return(_array);
    }
}
