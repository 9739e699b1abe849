using System.ComponentModel;
using System.Text.RegularExpressions;
using FFMpegCore;
using GlGan.Foundation;
using Instances.Exceptions;

namespace GlGan.Video;

/// <summary>The system's ffmpeg and ffprobe.</summary>
internal static partial class Ffmpeg
{
    private const int LastWords = 4, LongestProblem = 600;

    // The first with -fps_mode.
    private static readonly Version Oldest = new(5, 1);

    private static readonly Lazy<string> Encoders = new(() => Ask("-hide_banner -encoders"));

    private static readonly Lazy<string?> Problem = new(() =>
    {
        try
        {
            return TooOld(Ask("-version"));
        }
        catch (Exception missing) when (missing is Win32Exception or InstanceFileNotFoundException or IOException)
        {
            return $"ffmpeg was not found: install it ('apt install ffmpeg', 'brew install ffmpeg', 'winget install ffmpeg'), version {Oldest} or newer, so that 'ffmpeg' and 'ffprobe' run from a shell.";
        }
    });

    /// <summary>Whether videos can be read and written here.</summary>
    internal static bool IsThere => Problem.Value is null;

    /// <summary>Requires an ffmpeg that can do what is asked of it.</summary>
    /// <exception cref="VideoException">It is missing or too old; the message says what to do.</exception>
    internal static void Require()
    {
        if (Problem.Value is { } problem) throw new VideoException(problem);
    }

    /// <summary>Requires an encoder.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="what">What needs it, such as <c>.webm</c>.</param>
    /// <exception cref="VideoException">This ffmpeg lacks it.</exception>
    internal static void RequireEncoder(string name, string what)
    {
        Require();
        if (Lacks(Encoders.Value, name))
            throw new VideoException($"This ffmpeg lacks the encoder {name}, which {what} needs. Install a build with it, such as your system's package, or write another kind of file: {string.Join(", ", VideoContainer.Extensions)}.");
    }

    /// <summary>What is wrong with a version; null where nothing is. Builds from the repository, whose versions are no numbers, are taken for new ones.</summary>
    internal static string? TooOld(string output) =>
        VersionText.Match(output) is { Success: true } match && Version.TryParse(match.Groups[1].Value, out var version) && version < Oldest
            ? $"ffmpeg {version} is too old: version {Oldest} or newer is needed."
            : null;

    /// <summary>Whether a list of encoders, as ffmpeg prints it, has none of that name.</summary>
    internal static bool Lacks(string encoders, string name) => !Regex.IsMatch(encoders, $@"^ [VAS]\S+ {Regex.Escape(name)} ", RegexOptions.Multiline);

    /// <summary>A path as it stands in a command.</summary>
    internal static string Quoted(string path) => $"\"{Escaped(path)}\"";

    /// <summary>A path as FFMpegCore, which puts it between quotation marks, is to be given it. Its scheme keeps ffmpeg from taking a name for an address.</summary>
    internal static string Escaped(string path) => $"file:{Path.GetFullPath(path).Replace("\\", OperatingSystem.IsWindows() ? "/" : "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}";

    /// <summary>What ffprobe says of a file; null where it can make nothing of it. FFMpegCore would take a quotation mark in a name for its end.</summary>
    internal static async Task<IMediaAnalysis?> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var result = await Instances.Instance.FinishAsync(
            GlobalFFOptions.GetFFProbeBinaryPath(), $"-loglevel error -print_format json -show_format -sexagesimal -show_streams -show_chapters {Quoted(path)}", cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return result.ExitCode == 0 ? FFProbe.FromJson(string.Join('\n', result.OutputData)) : null;
    }

    /// <summary>Runs ffmpeg to its end.</summary>
    /// <param name="arguments">What it is to do.</param>
    /// <param name="what">What that is, for messages, such as <c>'a.mp4' cannot be decoded</c>.</param>
    /// <param name="heard">Called with every line that it says.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="VideoException">It fails; the message has its own words.</exception>
    internal static async Task RunAsync(FFMpegArgumentProcessor arguments, string what, Action<string>? heard = null, CancellationToken cancellationToken = default)
    {
        Require();
        Queue<string> words = new();
        var result = await arguments.NotifyOnStandardError(Listen).CancellableThrough(cancellationToken).ProcessAsynchronously(throwOnError: false).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (!result.Success) throw new VideoException($"{what}: {PlainText.Cut(string.Join(' ', words), LongestProblem)}");

        void Listen(string line)
        {
            heard?.Invoke(line);
            // Its last words, without those of every frame.
            if (line.StartsWith("[Parsed_", StringComparison.Ordinal) || line.StartsWith("frame=", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(line)) return;
            lock (words)
            {
                words.Enqueue(line.Trim());
                if (words.Count > LastWords) words.Dequeue();
            }
        }
    }

    private static string Ask(string question)
    {
        var result = Instances.Instance.Finish(GlobalFFOptions.GetFFMpegBinaryPath(), question);
        Instances.Instance.Finish(GlobalFFOptions.GetFFProbeBinaryPath(), "-version");
        return string.Join('\n', result.OutputData);
    }

    [GeneratedRegex(@"^ffmpeg version n?(\d+\.\d+)")]
    private static partial Regex VersionText { get; }
}
