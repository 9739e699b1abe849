using System.Buffers.Binary;
using System.Threading.Channels;
using FFMpegCore.Pipes;

namespace GlGan.Video;

/// <summary>
/// Frames on their way to ffmpeg, with their timestamps: in the container IVF, the simplest that has them, as three planes without compression. It has no kind for RGB, so green, blue and red pass for
/// planes of 4:4:4, and <see cref="Filter"/> takes them for what they are.
/// </summary>
internal sealed class FramePipe(int width, int height, TimeBase timeBase, ChannelReader<VideoFrame> frames) : IPipeSource
{
    private const int FileHead = 32, FrameHead = 12;

    /// <summary>The first filter of what reads the pipe.</summary>
    internal const string Filter = "mergeplanes=map0s=0:map0p=0:map1s=0:map1p=1:map2s=0:map2p=2:format=gbrp";

    /// <inheritdoc/>
    public string GetStreamArguments() => "-probesize 32 -f ivf";

    /// <inheritdoc/>
    public async Task WriteAsync(Stream outputStream, CancellationToken cancellationToken)
    {
        await outputStream.WriteAsync(Head(), cancellationToken).ConfigureAwait(false);
        var plane = width * height;
        var packet = new byte[FrameHead + 3 * plane];
        await foreach (var frame in frames.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            BinaryPrimitives.WriteInt32LittleEndian(packet, 3 * plane);
            BinaryPrimitives.WriteInt64LittleEndian(packet.AsSpan(4), frame.Timestamp);
            Split(frame.Image.Pixels, packet.AsSpan(FrameHead), plane);
            await outputStream.WriteAsync(packet, cancellationToken).ConfigureAwait(false);
        }
    }

    private byte[] Head()
    {
        var head = new byte[FileHead];
        "DKIF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(6), FileHead);
        "I444"u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(12), (short)width);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(14), (short)height);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), timeBase.Denominator);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(20), timeBase.Numerator);
        return head;
    }

    private static void Split(ReadOnlySpan<byte> pixels, Span<byte> planes, int plane)
    {
        var green = planes[..plane];
        var blue = planes.Slice(plane, plane);
        var red = planes[(2 * plane)..];
        for (int i = 0, at = 0; i < plane; i++, at += 3) (red[i], green[i], blue[i]) = (pixels[at], pixels[at + 1], pixels[at + 2]);
    }
}
