using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>The SHA-256 of what a dataset says of its samples, value by value.</summary>
internal sealed class SampleHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal void Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add((ulong)bytes.Length);
        _hash.AppendData(bytes);
    }

    internal void Add(ulong number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        _hash.AppendData(bytes);
    }

    internal void Add(FaceLandmarks? landmarks)
    {
        foreach (var point in landmarks?.ToArray() ?? []) Add((ulong)BitConverter.SingleToUInt32Bits(point.X) << 32 | BitConverter.SingleToUInt32Bits(point.Y));
    }

    /// <summary>The length of an encoded image, where it is known.</summary>
    internal void Add(IFaceImage image)
    {
        if (image is ISizedImage sized) Add((ulong)sized.ByteCount);
    }

    /// <summary>The sum so far, in hexadecimal.</summary>
    internal string End() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
