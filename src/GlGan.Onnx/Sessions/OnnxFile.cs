using GlGan.Foundation;
using Microsoft.ML.OnnxRuntime;

namespace GlGan.Onnx;

/// <summary>The one door to ONNX files: whatever a file says, no other file is read.</summary>
internal static class OnnxFile
{
    private const long Limit = 1L << 31;

    /// <summary>Opens a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to run it; defaults unless given.</param>
    /// <returns>A session that threads may share; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    /// <exception cref="OnnxException">The file is no network that ONNX Runtime can run, asks for other files, or the provider is not there.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    internal static InferenceSession Open(string path, OnnxOptions? options = null)
    {
        options = options.ValidOrDefault();
        return Open(path, Read(path), options);
    }

    private static InferenceSession Open(string path, byte[] model, OnnxOptions options)
    {
        if (OnnxWire.Problem(model) is { } problem) throw new OnnxException(path, problem);
        using var session = SessionSettings.Create(path, options);
        try
        {
            return new InferenceSession(model, session);
        }
        catch (OnnxRuntimeException e)
        {
            throw new OnnxException(path, $"ONNX Runtime cannot load it: {e.Message}", e);
        }
    }

    private static byte[] Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        UserFile.Require(path);
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length == 0) throw new OnnxException(path, "the file is empty.");
        if (length >= Limit) throw new OnnxException(path, $"the file has {length >> 20} MB, and no ONNX file has 2048 or more.");
        var bytes = new byte[length];
        for (int position = 0, read; position < bytes.Length; position += read)
        {
            read = RandomAccess.Read(file, bytes.AsSpan(position), position);
            if (read == 0) throw new OnnxException(path, "the file became shorter while it was read.");
        }

        return bytes;
    }
}
