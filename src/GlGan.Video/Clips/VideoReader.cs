using System.Threading.Channels;
using FFMpegCore;
using FFMpegCore.Pipes;
using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>
/// Decodes the frames of a video, upright and in sRGB's matrix of colours, through a pipe. Frames are asked for one after the other, by one thread; ffmpeg decodes a few ahead.
/// </summary>
public sealed class VideoReader : IAsyncDisposable
{
    private const int Ahead = 4;

    private readonly Channel<VideoFrame> _frames = Channel.CreateBounded<VideoFrame>(Ahead);
    private readonly Channel<FrameLine> _lines = Channel.CreateUnbounded<FrameLine>();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<TimeBase> _timeBase = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _path;
    private readonly Task _work;
    private (int Width, int Height)? _size;

    private VideoReader(string path, VideoInfo info, int first)
    {
        _path = path;
        var filters = $"select=gte(n\\,{first}),showinfo=checksum=0,scale=in_color_matrix={info.Color.Matrix}:flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24";
        var arguments = FFMpegArguments
            .FromFileInput(Ffmpeg.Escaped(path), verifyExists: false)
            .OutputToPipe(
                new StreamPipeSink(ReceiveAsync) { Format = "rawvideo" },
                options => options.WithCustomArgument($"-map 0:V:0 -vf \"{filters}\" -fps_mode passthrough -f rawvideo"));
        _work = Task.Run(() => DecodeAsync(arguments));
    }

    /// <summary>What a tick of the frames' timestamps lasts; known with the first frame.</summary>
    public TimeBase TimeBase => _timeBase.Task.IsCompletedSuccessfully ? _timeBase.Task.Result : throw new InvalidOperationException("Read a frame first.");

    /// <summary>Width of a pixel by its height, such as <c>4/3</c>; null where it is square.</summary>
    internal string? PixelAspect { get; private set; }

    /// <summary>Begins to decode.</summary>
    /// <param name="path">The file.</param>
    /// <param name="first">The first frame to read, from 0; those before are decoded and left out.</param>
    /// <param name="cancellationToken">Ends the look at the file.</param>
    /// <exception cref="VideoException">ffmpeg is missing or too old, or the file is no video.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<VideoReader> OpenAsync(string path, int first = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        return new VideoReader(path, await VideoFile.ProbeAsync(path, cancellationToken).ConfigureAwait(false), first);
    }

    /// <summary>Reads the next frame.</summary>
    /// <returns>The frame; <see langword="null"/> after the last.</returns>
    /// <exception cref="VideoException">The file is damaged, or its frames change their size.</exception>
    public async Task<VideoFrame?> ReadAsync(CancellationToken cancellationToken = default) =>
        await _frames.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && _frames.Reader.TryRead(out var frame) ? frame : null;

    /// <summary>Ends ffmpeg.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task DecodeAsync(FFMpegArgumentProcessor arguments)
    {
        try
        {
            await Ffmpeg.RunAsync(arguments, $"'{_path}' cannot be decoded", Hear, _stop.Token).ConfigureAwait(false);
            _frames.Writer.TryComplete();
        }
        catch (Exception problem)
        {
            _frames.Writer.TryComplete(problem);
        }
        finally
        {
            _lines.Writer.TryComplete();
        }
    }

    private void Hear(string line)
    {
        if (FrameLine.Parse(line) is { } frame) _lines.Writer.TryWrite(frame);
        else if (FrameLine.ParseTimeBase(line) is { } ticks) _timeBase.TrySetResult(ticks);
    }

    // ffmpeg says of each frame what it is before it writes it; the two come by pipes of their own.
    private async Task ReceiveAsync(Stream pipe, CancellationToken cancellationToken)
    {
        var next = new byte[1];
        while (await pipe.ReadAtLeastAsync(next, 1, throwOnEndOfStream: false, CancellationToken.None).ConfigureAwait(false) == 1)
        {
            var line = await _lines.Reader.ReadAsync(_stop.Token).ConfigureAwait(false);
            if (_size is { } size && size != (line.Width, line.Height))
                throw new VideoException($"'{_path}' changes the size of its pictures from {size.Width}x{size.Height} to {line.Width}x{line.Height}: cut it there.");
            (_size, PixelAspect) = ((line.Width, line.Height), line.PixelAspect);
            var pixels = GC.AllocateUninitializedArray<byte>(checked(3 * line.Width * line.Height));
            pixels[0] = next[0];
            await pipe.ReadExactlyAsync(pixels.AsMemory(1), CancellationToken.None).ConfigureAwait(false);
            await _frames.Writer.WriteAsync(new VideoFrame(new ImageBuffer(line.Width, line.Height, pixels), line.Timestamp), _stop.Token).ConfigureAwait(false);
        }
    }
}
