using System.Threading.Channels;
using FFMpegCore;

namespace GlGan.Video;

/// <summary>
/// Encodes frames into a file through a pipe: H.264 for <c>.mp4</c>, <c>.m4v</c>, <c>.mov</c> and <c>.mkv</c>, VP9 for <c>.webm</c>. Timestamps stay as they are, so frames may come at any rate. Frames are
/// given one after the other, by one thread.
/// </summary>
public sealed class VideoWriter : IAsyncDisposable
{
    private const int Ahead = 2;

    private readonly Channel<VideoFrame> _frames = Channel.CreateBounded<VideoFrame>(Ahead);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _path;
    private readonly Func<int, int, FFMpegArgumentProcessor> _arguments;
    private Task? _work;
    private (int Width, int Height) _size;
    private long? _last;

    /// <summary>Prepares a file of pictures without sound.</summary>
    /// <param name="path">File to write; its extension decides how. It is whole once <see cref="CompleteAsync"/> has returned.</param>
    /// <param name="timeBase">What a tick of the frames' timestamps lasts.</param>
    /// <exception cref="ArgumentException">The extension is none of those.</exception>
    /// <exception cref="VideoException">ffmpeg is missing or too old, or lacks the encoder.</exception>
    public VideoWriter(string path, TimeBase timeBase)
        : this(path, timeBase, VideoContainer.Of(path), new VideoColor("bt709", "tv", "bt709", "bt709"), null)
    {
    }

    internal VideoWriter(string path, TimeBase timeBase, VideoContainer container, VideoColor color, string? pixelAspect)
    {
        Ffmpeg.RequireEncoder(container.Encoder, Path.GetExtension(path));
        _path = path;
        _arguments = (width, height) =>
        {
            var range = color.IsFull ? "full" : "limited";
            var aspect = pixelAspect is null ? "" : $",setsar={pixelAspect}";
            var filters = $"{FramePipe.Filter},scale=out_color_matrix={color.Matrix}:out_range={range}:flags=bicubic+accurate_rnd+full_chroma_inp,format={container.PixelFormat(width, height)}{aspect}";
            return FFMpegArguments.FromPipeInput(new FramePipe(width, height, timeBase, _frames.Reader)).OutputToFile(
                Ffmpeg.Escaped(path),
                overwrite: true,
                options => options.WithCustomArgument(
                    $"-vf \"{filters}\" -fps_mode passthrough -enc_time_base {timeBase.Numerator}:{timeBase.Denominator} -c:v {container.Encoder} {container.Settings} {string.Join(' ', color.Arguments)} {Ticks(timeBase)} -fflags +bitexact -flags:v +bitexact"));
        };

        string Ticks(TimeBase ticks) => Path.GetExtension(path).ToLowerInvariant() is ".mp4" or ".m4v" or ".mov" ? $"-video_track_timescale {ticks.Denominator}" : "";
    }

    /// <summary>Writes a frame.</summary>
    /// <param name="frame">The frame, of the first one's size and later than the one before. It is taken over: it must not be changed afterwards.</param>
    /// <param name="cancellationToken">Ends the wait for ffmpeg.</param>
    /// <exception cref="ArgumentException">It has another size, or does not come later.</exception>
    /// <exception cref="VideoException">It cannot be encoded.</exception>
    public async Task WriteAsync(VideoFrame frame, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var size = (frame.Image.Width, frame.Image.Height);
        if (_work is null) Start(size);
        if (size != _size) throw new ArgumentException($"All frames have one size: {_size.Width}x{_size.Height}, not {size.Width}x{size.Height}.", nameof(frame));
        if (frame.Timestamp <= _last) throw new ArgumentException($"A frame comes later than the one before, at {_last}; got {frame.Timestamp}.", nameof(frame));
        _last = frame.Timestamp;
        try
        {
            await _frames.Writer.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // What went wrong is what the encoder says.
            await _work!.ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the file.</summary>
    /// <exception cref="InvalidOperationException">No frame was written.</exception>
    /// <exception cref="VideoException">It cannot be encoded.</exception>
    public async Task CompleteAsync()
    {
        if (_work is null) throw new InvalidOperationException("A video has at least one frame.");
        _frames.Writer.TryComplete();
        await _work.ConfigureAwait(false);
    }

    /// <summary>Ends ffmpeg. A file that was not completed is removed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_work is { IsCompletedSuccessfully: false })
        {
            _frames.Writer.TryComplete();
            await _stop.CancelAsync().ConfigureAwait(false);
            await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            File.Delete(_path);
        }

        _stop.Dispose();
    }

    private void Start((int Width, int Height) size)
    {
        // As wide as the pipe can tell.
        if (Math.Max(size.Width, size.Height) > ushort.MaxValue) throw new VideoException($"Frames of {size.Width}x{size.Height} pixels are too large.");
        _size = size;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        _work = Task.Run(async () =>
        {
            try
            {
                await Ffmpeg.RunAsync(_arguments(size.Width, size.Height), $"'{_path}' cannot be written", cancellationToken: _stop.Token).ConfigureAwait(false);
            }
            finally
            {
                _frames.Writer.TryComplete();
            }
        });
    }
}
