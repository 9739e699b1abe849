using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GlGan.Datasets;

/// <summary>Goes over a dataset once before it is packed: which names there are, and a fingerprint of all that is said about the samples.</summary>
internal sealed class PackSource : IDisposable
{
    /// <summary>To be raised whenever decoding, aligning or resizing gives other pixels, so that no pack is made by two versions.</summary>
    internal const int WriterVersion = 1;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly OrderedDictionary<string, int> _sources = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, int> _classes = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _attributes;

    private PackSource()
    {
    }

    /// <summary>What a pack of a dataset will say about itself.</summary>
    /// <exception cref="ArgumentException">Samples name different attributes.</exception>
    internal static FacePackInfo Describe(IFaceDataset dataset, FacePackOptions options, CancellationToken cancellationToken)
    {
        using var source = new PackSource();
        var hasTargets = false;
        for (var index = 0; index < dataset.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sample = dataset[index];
            source.Add(sample);
            hasTargets |= sample.Target is not null;
        }

        return new FacePackInfo
        {
            ImageSize = options.ImageSize,
            Template = options.Template,
            Dataset = dataset.Name,
            DatasetCount = dataset.Count,
            Fingerprint = Convert.ToHexStringLower(source._hash.GetHashAndReset()),
            HasTargets = hasTargets,
            WriterVersion = WriterVersion,
            Sources = [.. source._sources.Keys],
            Classes = [.. source._classes.Keys],
            Attributes = source._attributes ?? [],
        };
    }

    public void Dispose() => _hash.Dispose();

    private void Add(FaceSample sample)
    {
        _sources.TryAdd(sample.Source, 0);
        if (sample.Class is { } name) _classes.TryAdd(name, 0);
        AddAttributes(sample);
        Hash(sample.Name);
        Hash(sample.Source);
        Hash(sample.Class ?? "");
        Hash((ulong)(sample.Identity ?? -1L));
        Hash(sample.Attributes?.Bits ?? 0);
        Hash(sample.IsAligned ? 1u : 0);
        foreach (var point in sample.Landmarks?.ToArray() ?? [])
            Hash((ulong)BitConverter.SingleToUInt32Bits(point.X) << 32 | BitConverter.SingleToUInt32Bits(point.Y));
        Hash(sample.Target is null ? 0u : 1);
        if (sample.Target is { } target) Add(target);
    }

    private void AddAttributes(FaceSample sample)
    {
        if (sample.Attributes is not { } attributes || ReferenceEquals(attributes.Names, _attributes)) return;
        _attributes ??= attributes.Names;
        if (!attributes.Names.SequenceEqual(_attributes))
            throw new ArgumentException($"Samples of one pack must have the same attributes; those of {sample.Name} are others than those before it.");
    }

    private void Hash(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Hash((ulong)bytes.Length);
        _hash.AppendData(bytes);
    }

    private void Hash(ulong number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        _hash.AppendData(bytes);
    }
}
