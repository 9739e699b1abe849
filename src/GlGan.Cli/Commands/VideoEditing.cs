using System.CommandLine;
using GlGan.Cli.Display;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Video;

namespace GlGan.Cli.Commands;

/// <summary>Edits a video and writes another.</summary>
internal static class VideoEditing
{
    /// <summary>Runs an edit.</summary>
    /// <param name="what">What is done, in one word, for the display of progress.</param>
    /// <param name="parse">The command line, which decides the result: the same one goes on where it was interrupted.</param>
    /// <param name="run">Where the result goes, and how.</param>
    /// <param name="edit">The edit.</param>
    /// <param name="parts">Pictures that faces are taken from.</param>
    /// <param name="given">All that is read.</param>
    /// <param name="stop">Ends it after the frames in progress.</param>
    internal static VideoReport Run(string what, ParseResult parse, EditingRun run, VideoEdit edit, IReadOnlyList<string> parts, GivenFiles given, CancellationToken stop)
    {
        OutputFile.Require(run.Output);
        given.Refuse(run.Output);
        if (run.SideBySide) throw new ArgumentException("--side-by-side is for photos.");
        var plan = string.Join(' ', [.. parse.Tokens.Select(token => token.Value), .. parse.Tokens.Where(token => File.Exists(token.Value) && Path.GetFullPath(token.Value) != run.Output).Select(token => Stamp(token.Value)), .. parts.Select(Stamp)]);
        edit = edit.MarkedAs(run.Source, parts.Select(EditingRun.SourceOf)).Keeping(run.Metadata).ResumedBy(plan);
        try
        {
            var report = VideoProgressDisplay.Show(what, progress => edit.SaveAsync(run.Output, progress, stop).GetAwaiter().GetResult());
            if (report.Resumed > 0) Screen.Say($"went on after {PlainText.Counted(report.Resumed, "frame")} written before");
            if (report.Refusal is not null) Screen.Warn($"note: in {PlainText.Counted(report.Refused, "frame")} a face stayed as it was: {report.Refusal}");
            Screen.Say($"wrote {run.Output}: {report.Edited} of {PlainText.Counted(report.Frames, "frame")} changed{(report.Source is { } mark ? $", marked as {Provenance.Term(mark)}" : "")}");
            return report;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Screen.Say($"stopped: what is done so far is in {run.Output}.partial. Run the same command again to go on.");
            throw;
        }
    }

    private static string Stamp(string path) => $"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path):O}";
}
