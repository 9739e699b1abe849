using System.Buffers;
using System.Text;
using System.Text.Json;
using GlGan.Collectives;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>
/// Packs a dataset: every face decoded, aligned and written to one file once, so that training reads it at the speed of the disk. The file
/// depends on the dataset and the options only, not on threads or interruptions.
/// </summary>
public sealed class FacePackWriter
{
    private const int AheadPerWorker = 4;

    private readonly IFaceDataset _dataset;
    private readonly FacePackOptions _options;
    private readonly IImageCodec _codec;
    private readonly IRanks? _ranks;
    private readonly FacePackInfo _info;
    private readonly PackHeader _header;
    private readonly Dictionary<string, int> _sources;
    private readonly Dictionary<string, int> _classes;
    private readonly List<DamagedImage> _damaged = [];

    private FacePackWriter(IFaceDataset dataset, FacePackOptions options, FacePackInfo info, IImageCodec codec, IRanks? ranks)
    {
        (_dataset, _options, _info, _codec, _ranks) = (dataset, options, info, codec, ranks);
        _header = new PackHeader(info, 0);
        _sources = Numbered(info.Sources);
        _classes = Numbered(info.Classes);
    }

    /// <summary>Where a pack grows until it is complete.</summary>
    /// <param name="path">The pack.</param>
    public static string PartialPath(string path) => PackPartial.PathFor(path);

    /// <summary>
    /// Packs a dataset. The pack appears when it is complete; until then it grows as <c>PATH.partial</c> (beside the file a link leads to; under a short name
    /// where that one would be too long), which stays when the work ends early, and which the next call with the same dataset and options goes on with. The images must not change in between:
    /// only what the dataset says of them and the lengths of their files are compared.
    /// </summary>
    /// <param name="path">File to write; missing folders are made, an older file is replaced.</param>
    /// <param name="dataset">The dataset; borrowed.</param>
    /// <param name="options">Size, template and limits; defaults unless given.</param>
    /// <param name="progress">Told after every sample, on the calling thread.</param>
    /// <param name="codec">Decoder; <see cref="SkiaImageCodec.Default"/> unless given.</param>
    /// <param name="ranks">Processes that share out the images, of which rank 0 writes the file; <see langword="null"/> packs in this one alone.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="ArgumentException">Options are invalid, or samples name different attributes.</exception>
    /// <exception cref="DatasetException">The file <c>PATH.partial</c> belongs to another dataset or other options.</exception>
    /// <exception cref="InvalidDataException">More images are damaged than may be, or all are.</exception>
    /// <exception cref="IOException">The file cannot be written, or another process, which the message names, is packing it.</exception>
    public static FacePackReport Write(
        string path,
        IFaceDataset dataset,
        FacePackOptions? options = null,
        IProgress<DatasetProgress>? progress = null,
        IImageCodec? codec = null,
        IRanks? ranks = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(dataset);
        options = options.ValidOrDefault();
        codec ??= SkiaImageCodec.Default;
        if (ranks is { Rank: > 0 }) return new FacePackWriter(dataset, options, PackSource.Describe(dataset, options, cancellationToken), codec, ranks).Help(cancellationToken);
        var target = RealPath.Of(path);
        UserFile.Require(target);
        if (Path.GetDirectoryName(target) is { } folder) Directory.CreateDirectory(folder);
        using var hold = WriteLock.Take(target);
        var info = PackSource.Describe(dataset, options, cancellationToken);
        var writer = new FacePackWriter(dataset, options, info, codec, ranks);
        var unfinished = PackPartial.PathFor(path);
        FacePackReport report;
        using (var partial = PackPartial.Open(unfinished, info, cancellationToken)) report = writer.Fill(partial, progress, cancellationToken);
        File.Move(unfinished, target, overwrite: true);
        return report;
    }

    private FacePackReport Fill(PackPartial partial, IProgress<DatasetProgress>? progress, CancellationToken cancellationToken)
    {
        var next = FindDamagedBefore(partial, cancellationToken);
        partial.BeginWriting();
        var continued = partial.Written.Count;
        progress?.Report(new DatasetProgress(next, _dataset.Count, _damaged.Count));
        WriteRecords(partial, next, progress, cancellationToken);
        if (partial.Written.Count == 0)
            throw new InvalidDataException($"None of the {_dataset.Count} images of {_dataset.Name} can be used. The first: {Describe(_damaged[0])}");
        var names = partial.Written.SelectMany(index => Names(_dataset[index])).ToArray();
        partial.Complete(PackNames.Format(names), JsonSerializer.SerializeToUtf8Bytes([.. _damaged], PackJson.Default.DamagedImageArray));
        return new FacePackReport(partial.Written.Count, continued, _damaged);
    }

    // Samples an earlier run has left out are tried again: the reason is not in the file, and the image may have been repaired.
    private int FindDamagedBefore(PackPartial partial, CancellationToken cancellationToken)
    {
        var written = partial.Written.ToHashSet();
        var end = partial.Written.Count == 0 ? 0 : partial.Written[^1] + 1;
        for (var index = 0; index < end; index++)
        {
            if (written.Contains(index)) continue;
            cancellationToken.ThrowIfCancellationRequested();
            var made = Make(index);
            if (made.Record is not null)
            {
                ArrayPool<byte>.Shared.Return(made.Record);
                partial.RemoveFrom(index);
                return index;
            }

            Add(made.Damage!);
        }

        return end;
    }

    private FacePackReport Help(CancellationToken cancellationToken)
    {
        var next = _ranks!.OfFirst(0);
        foreach (var made in MakeOnRanks(next, cancellationToken))
        {
            if (made.Damage is { } damage) Add(damage);
            else ArrayPool<byte>.Shared.Return(made.Record!);
        }

        return new FacePackReport(_dataset.Count - next - _damaged.Count, 0, _damaged);
    }

    private void WriteRecords(PackPartial partial, int next, IProgress<DatasetProgress>? progress, CancellationToken cancellationToken)
    {
        if (_ranks.AreSeveral()) _ranks!.OfFirst(next);
        var done = next;
        foreach (var made in _ranks.AreSeveral() ? MakeOnRanks(next, cancellationToken) : MakeAhead(next, cancellationToken))
        {
            if (made.Record is null) Add(made.Damage!);
            else partial.Append(done, made.Record.AsSpan(0, _header.RecordLength));
            if (made.Record is not null) ArrayPool<byte>.Shared.Return(made.Record);
            done++;
            progress?.Report(new DatasetProgress(done, _dataset.Count, _damaged.Count));
        }
    }

    private IEnumerable<Made> MakeAhead(int next, CancellationToken cancellationToken)
    {
        // Tasks finish in any order and are written in that of the dataset; this many are under way, and in memory, at most.
        var depth = AheadPerWorker * _options.Workers;
        var workers = new TaskFactory(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, _options.Workers).ConcurrentScheduler);
        var ahead = new Queue<Task<Made>>(depth);
        try
        {
            for (var done = next; done < _dataset.Count; done++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (; next < _dataset.Count && ahead.Count < depth; next++)
                {
                    var index = next;
                    ahead.Enqueue(workers.StartNew(() => Make(index), CancellationToken.None));
                }

                yield return ahead.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            // Nothing may use the dataset once the call has ended.
            Task.WhenAll(ahead).ContinueWith(static _ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private IEnumerable<Made> MakeOnRanks(int next, CancellationToken cancellationToken)
    {
        var pieces = _ranks!.Share(next, _dataset.Count, AheadPerWorker * _options.Workers, _options.Workers, index => Format(Make(index)), cancellationToken);
        return pieces.Select((piece, i) => Parse(piece, next + i));
    }

    private byte[] Format(Made made)
    {
        if (made.Record is null) return [0, .. Encoding.UTF8.GetBytes(made.Damage!.Reason)];
        byte[] piece = [1, .. made.Record.AsSpan(0, _header.RecordLength)];
        ArrayPool<byte>.Shared.Return(made.Record);
        return piece;
    }

    private Made Parse(byte[] piece, int index)
    {
        if (piece[0] == 0) return new Made(null, new DamagedImage(_dataset[index].Name, Encoding.UTF8.GetString(piece.AsSpan(1))));
        var record = ArrayPool<byte>.Shared.Rent(_header.RecordLength);
        piece.AsSpan(1).CopyTo(record);
        return new Made(record, null);
    }

    private Made Make(int index)
    {
        var sample = _dataset[index];
        var record = ArrayPool<byte>.Shared.Rent(_header.RecordLength);
        try
        {
            var rest = record.AsSpan(0, _header.RecordLength);
            Pack(sample, index, rest[.._header.EntryLength]);
            if (_info.HasTargets) Pack(sample.Target, index, rest[_header.EntryLength..]);
            return new Made(record, null);
        }
        catch (Exception problem) when (SampleAlignment.IsDamage(problem))
        {
            ArrayPool<byte>.Shared.Return(record);
            return new Made(null, new DamagedImage(sample.Name, problem.Message));
        }
    }

    private void Pack(FaceSample? sample, int index, Span<byte> destination)
    {
        if (sample is null)
        {
            destination.Clear();
            new PackEntry(index, 0, -1, null, null, null, IsAbsent: true).Write(destination);
            return;
        }

        var face = SampleAlignment.Align(sample, _options.Template, _options.ImageSize, _codec);
        face.Image.Pixels.CopyTo(destination[PackEntry.Length..]);
        var number = sample.Class is { } name ? _classes[name] : -1;
        FaceLandmarks? landmarks = sample.Landmarks is null ? null : face.Landmarks;
        new PackEntry(index, _sources[sample.Source], number, sample.Identity, sample.Attributes?.Bits, landmarks).Write(destination);
    }

    private void Add(DamagedImage damage)
    {
        _damaged.Add(damage);
        if (_damaged.Count <= _options.MaxDamaged) return;
        throw new InvalidDataException(
            $"{PlainText.Counted(_damaged.Count, "image")} of {_dataset.Name} cannot be used; {_options.MaxDamaged} may be. The first: {Describe(_damaged[0])}");
    }

    private static string Describe(DamagedImage image) => $"{image.Name}: {image.Reason}";

    private IEnumerable<string> Names(FaceSample sample) => _info.HasTargets ? [sample.Name, sample.Target?.Name ?? ""] : [sample.Name];

    private static Dictionary<string, int> Numbered(IReadOnlyList<string> names) =>
        names.Select((name, number) => (name, number)).ToDictionary(entry => entry.name, entry => entry.number, StringComparer.Ordinal);

    private readonly record struct Made(byte[]? Record, DamagedImage? Damage);
}
