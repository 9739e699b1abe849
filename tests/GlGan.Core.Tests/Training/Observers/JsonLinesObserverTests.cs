using System.Text.Json;
using GlGan.Training;

namespace GlGan.Tests.Training;

public sealed class JsonLinesObserverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Log => _folder.File("runs/log.jsonl");

    [Fact]
    public void A_tick_is_one_object_on_one_line()
    {
        Write(null, ExampleTick.At(20), ExampleTick.At(40, loss: double.NaN));

        var lines = File.ReadAllLines(Log);
        Assert.Equal(2, lines.Length);
        Assert.Equal(
            """{"phase":"joint","images":20,"steps":10,"seconds":2,"images_per_second":12.5,"learning_rate_factor":0.75,"losses":{"pixel":0.5,"generator":1}}""",
            lines[0]);
        Assert.Contains("\"pixel\":\"NaN\"", lines[1]);
    }

    [Fact]
    public void What_is_no_file_is_refused_without_being_opened()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Log)!);
        SpecialFiles.Pipe(Log);

        Assert.Contains("is a pipe", Assert.Throws<IOException>(() => new JsonLinesObserver(Log)).Message);
    }

    [Fact]
    public void A_line_is_on_disk_before_the_next_tick()
    {
        using var observer = new JsonLinesObserver(Log);

        observer.OnTick(ExampleTick.At(10));

        using var reader = new StreamReader(new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.EndsWith("}\n", reader.ReadToEnd());
    }

    [Fact]
    public void Scores_stand_in_the_line_of_the_tick_at_which_they_were_measured()
    {
        Write(null, ExampleTick.At(20) with { Scores = new Dictionary<string, double> { ["ssim"] = 0.5 } });

        Assert.EndsWith(""","losses":{"pixel":0.5,"generator":1},"scores":{"ssim":0.5}}""", Assert.Single(File.ReadAllLines(Log)));
    }

    [Fact]
    public void A_notice_is_a_line_of_its_own_also_one_from_before_the_start()
    {
        using (var observer = new JsonLinesObserver(Log))
        {
            observer.OnNotice("damaged");
            observer.OnStart(null);
            observer.OnTick(ExampleTick.At(10));
            observer.OnNotice("said \"so\"");
        }

        var lines = File.ReadAllLines(Log);
        Assert.Equal("""{"images":0,"notice":"damaged"}""", lines[0]);
        Assert.Equal("""{"images":10,"notice":"said \u0022so\u0022"}""", lines[2]);
    }

    [Fact]
    public void To_open_a_log_changes_nothing_in_it()
    {
        Write(null, ExampleTick.At(10), ExampleTick.At(20));
        var before = File.ReadAllText(Log);

        new JsonLinesObserver(Log).Dispose();

        Assert.Equal(before, File.ReadAllText(Log));
    }

    [Fact]
    public void Notices_beyond_the_resume_point_are_dropped_and_those_before_it_hide_no_tick()
    {
        using (var observer = new JsonLinesObserver(Log))
        {
            observer.OnStart(null);
            observer.OnTick(ExampleTick.At(10));
            observer.OnNotice("first");
            observer.OnTick(ExampleTick.At(20));
            observer.OnNotice("second");
        }

        Write(10, ExampleTick.At(10), ExampleTick.At(20));

        Assert.Equal([10, 10, 20], Images());
        Assert.DoesNotContain("notice\":\"second", File.ReadAllText(Log));
    }

    [Fact]
    public void A_training_that_begins_anew_begins_its_log_anew()
    {
        Write(null, ExampleTick.At(10), ExampleTick.At(20));
        Write(null, ExampleTick.At(30));

        Assert.Equal([30], Images());
    }

    [Fact]
    public void A_resumed_log_drops_what_lies_beyond_the_resume_point_and_repeats_nothing()
    {
        Write(null, ExampleTick.At(0), ExampleTick.At(10), ExampleTick.At(20), ExampleTick.At(30, loss: 9));

        Write(20, ExampleTick.At(20), ExampleTick.At(30, loss: 1), ExampleTick.At(40));

        Assert.Equal([0, 10, 20, 30, 40], Images());
        Assert.DoesNotContain("\"pixel\":9", File.ReadAllText(Log));
    }

    [Fact]
    public void A_resume_point_between_two_ticks_keeps_the_earlier_one()
    {
        Write(null, ExampleTick.At(10), ExampleTick.At(20));

        Write(15, ExampleTick.At(15), ExampleTick.At(25));

        Assert.Equal([10, 15, 25], Images());
    }

    [Theory]
    [InlineData("{\"phase\":\"joint\",\"images\":2")]
    [InlineData("{\"phase\":\"joint\"}\n")]
    [InlineData("not json\n")]
    [InlineData("[1]\n")]
    [InlineData("{\"images\":\"20\"}\n")]
    [InlineData("{\"images\":2.5}\n")]
    public void A_line_that_a_crash_cut_short_is_dropped(string torn)
    {
        Write(null, ExampleTick.At(10));
        File.AppendAllText(Log, torn);

        Write(100, ExampleTick.At(20));

        Assert.Equal([10, 20], Images());
    }

    [Fact]
    public void A_rollback_behind_the_resume_point_is_part_of_the_history()
    {
        Write(null, ExampleTick.At(10), ExampleTick.At(20));

        Write(20, ExampleTick.At(20), ExampleTick.At(30), ExampleTick.At(15));

        Assert.Equal([10, 20, 30, 15], Images());
    }

    [Fact]
    public void Resuming_without_a_log_starts_one()
    {
        Write(20, ExampleTick.At(20), ExampleTick.At(30));

        Assert.Equal([20, 30], Images());
    }

    private void Write(long? resumedAt, params TrainingTick[] ticks)
    {
        using var observer = new JsonLinesObserver(Log);
        observer.OnStart(resumedAt);
        foreach (var tick in ticks) observer.OnTick(tick);
    }

    private long[] Images() => [.. File.ReadLines(Log).Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("images").GetInt64();
    })];
}
