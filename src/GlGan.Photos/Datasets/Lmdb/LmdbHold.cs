using System.Runtime.InteropServices;

namespace GlGan.Datasets;

/// <summary>Keeps a mapped file mapped until it is disposed, which must happen once.</summary>
internal readonly struct LmdbHold : IDisposable
{
    private readonly SafeHandle? _view;

    /// <param name="view">Handle of the mapping; <see langword="null"/> for bytes that are in memory anyway.</param>
    internal LmdbHold(SafeHandle? view)
    {
        var held = false;
        view?.DangerousAddRef(ref held);
        _view = view;
    }

    public void Dispose() => _view?.DangerousRelease();
}
