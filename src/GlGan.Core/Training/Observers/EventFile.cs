using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using Tensorboard;

namespace GlGan.Training;

/// <summary>
/// TensorBoard's event file: records of a protobuf message between its length and two masked CRC-32C (TensorFlow,
/// <c>core/lib/io/record_writer.h</c>). The messages are TorchSharp's; its <c>SummaryWriter</c> is not used, because it drops the mark of synthetic
/// images, cannot purge what a resumed run repeats, and counts steps in 32 bits.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const string Prefix = "events.out.tfevents.";

    private readonly TimeProvider _time;
    private readonly FileStream _file;

    /// <summary>Starts a new file in a folder, which is made when missing. TensorBoard reads the files of a folder in the order of their names.</summary>
    internal EventFile(string folder, TimeProvider time)
    {
        _time = time;
        Directory.CreateDirectory(folder);
        var name = $"{Prefix}{time.GetUtcNow().ToUnixTimeMilliseconds()}.{Environment.MachineName}.{Environment.ProcessId}";
        _file = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Write(new Event { FileVersion = "brain.Event:2" });
    }

    /// <summary>Whether a folder holds event files.</summary>
    internal static bool IsIn(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, $"{Prefix}*").Any();

    /// <summary>Appends an event with the present time, flushed at once.</summary>
    internal void Write(Event message)
    {
        message.WallTime = _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        var content = message.ToByteArray();
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)content.Length);
        _file.Write(length);
        WriteChecksum(length);
        _file.Write(content);
        WriteChecksum(content);
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void WriteChecksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        Span<byte> masked = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(masked, BitOperations.RotateRight(~crc, 15) + 0xa282ead8);
        _file.Write(masked);
    }
}
