using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Training;
using Tensorboard;
using TorchSharp;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class TensorBoardObserverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_reader_of_these_tests_has_the_published_checksum() => Assert.Equal(0xE3069283, EventRecords.Crc("123456789"u8));

    [Fact]
    public void The_reader_of_these_tests_reads_what_TorchSharps_own_writer_writes()
    {
        torch.utils.tensorboard.SummaryWriter(_folder.FullPath).add_scalar("loss/pixel", 0.5f, 20);

        Assert.Equal([("", 0, 0), ("loss/pixel", 20, 0.5)], Events().Select(Scalar));
    }

    [Fact]
    public void Scalars_can_be_read_back_at_their_image_counts()
    {
        using (var observer = new TensorBoardObserver(_folder.FullPath))
        {
            observer.OnTick(ExampleTick.At(20, loss: 0.5));
            observer.OnTick(ExampleTick.At(5_000_000_000, loss: 0.25));
        }

        var events = Events();
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal([20, 5_000_000_000], events[1..].Select(message => message.Step));
        Assert.Equal(
            [("loss/pixel", 0.5f), ("loss/generator", 1f), ("training/learning_rate_factor", 0.75f), ("training/images_per_second", 12.5f)],
            events[1].Summary.Value.Select(value => (value.Tag, value.SimpleValue)));
        Assert.Equal(0.25f, events[2].Summary.Value[0].SimpleValue);
    }

    [Fact]
    public void An_event_is_on_disk_before_the_next_tick_with_the_time_of_the_clock()
    {
        using var observer = new TensorBoardObserver(_folder.FullPath, time: new WallClock(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_250)));

        observer.OnTick(ExampleTick.At(20));

        Assert.All(Events(), message => Assert.Equal(1_700_000_000.25, message.WallTime));
        Assert.Equal(2, Events().Length);
    }

    [Fact]
    public void A_grid_of_the_fixed_batch_is_drawn_every_so_many_images_and_at_the_end()
    {
        using var generator = new GlGanGenerator(TrainingRig.Options);
        generator.eval();
        using var batch = new RandomBatches(TrainingRig.Options, batch: 2).Make(1);
        using var observer = new TensorBoardObserver(_folder.FullPath, batch, everyImages: 20);
        var before = LiveTensors.Settled();

        foreach (var images in (long[])[0, 10, 20, 25]) observer.OnTick(ExampleTick.At(images, last: images == 25, generator: generator));

        Assert.Equal(before, LiveTensors.Now());
        var grids = Events()
            .SelectMany(message => message.Summary?.Value.Where(value => value.Tag == "grid").Select(value => (message.Step, value.Image)) ?? [])
            .ToArray();
        Assert.Equal([0, 20, 25], grids.Select(grid => grid.Step));
        var expected = SampleGrid.Draw(generator, batch);
        var image = grids[0].Image;
        Assert.Equal((expected.Width, expected.Height, 3), (image.Width, image.Height, image.Colorspace));
        var encoded = image.EncodedImageString.ToByteArray();
        Assert.Equal(expected.Pixels, SkiaImageCodec.Default.Decode(encoded).Pixels);
        Assert.NotNull(Provenance.Read(encoded));
    }

    [Fact]
    public void A_resumed_run_tells_TensorBoard_to_forget_what_lies_beyond_the_resume_point()
    {
        using (var observer = new TensorBoardObserver(_folder.FullPath))
        {
            observer.OnStart(20);
            observer.OnTick(ExampleTick.At(20));
            observer.OnTick(ExampleTick.At(30));
        }

        var events = Events();
        Assert.Equal((21, SessionLog.Types.SessionStatus.Start), (events[1].Step, events[1].SessionLog.Status));
        Assert.Equal([30], events[2..].Select(message => message.Step));
    }

    [Fact]
    public void A_training_that_begins_anew_in_the_folder_of_another_tells_TensorBoard_to_forget_that_and_deletes_nothing()
    {
        var other = _folder.File("events.out.tfevents.1.other");
        File.WriteAllText(other, "");
        using (var observer = new TensorBoardObserver(_folder.FullPath)) observer.OnStart(null);

        Assert.True(File.Exists(other));
        File.Delete(other);
        Assert.Equal((0, SessionLog.Types.SessionStatus.Start), Events()[1] is var start ? (start.Step, start.SessionLog.Status) : default);
    }

    [Fact]
    public void The_first_training_of_a_folder_has_nothing_to_forget()
    {
        using (var observer = new TensorBoardObserver(_folder.FullPath)) observer.OnStart(null);

        Assert.Single(Events());
    }

    [Fact]
    public void Scores_are_scalars()
    {
        using (var observer = new TensorBoardObserver(_folder.FullPath))
            observer.OnTick(ExampleTick.At(20) with { Scores = new Dictionary<string, double> { ["ssim"] = 0.5 } });

        Assert.Contains(("score/ssim", 0.5f), Events()[1].Summary.Value.Select(value => (value.Tag, value.SimpleValue)));
    }

    private Event[] Events() => EventRecords.Read(Assert.Single(Directory.GetFiles(_folder.FullPath, "events.out.tfevents.*")));

    private static (string Tag, long Step, double Value) Scalar(Event message) =>
        message.Summary is { } summary ? (summary.Value[0].Tag, message.Step, summary.Value[0].SimpleValue) : ("", message.Step, 0);

    private sealed class WallClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
