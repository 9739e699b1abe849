using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Training;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class ImageGridObserverTests
{
    [Fact]
    public void Grids_are_drawn_every_so_many_images_and_at_the_end_and_are_marked()
    {
        using var folder = new TemporaryFolder();
        using var generator = new GlGanGenerator(TrainingRig.Options);
        generator.eval();
        using var batch = new RandomBatches(TrainingRig.Options, batch: 2).Make(1);
        var observer = new ImageGridObserver(folder.FullPath, batch, everyImages: 20);

        foreach (var images in (long[])[0, 10, 20, 25]) observer.OnTick(ExampleTick.At(images, last: images == 25, generator: generator));

        Assert.Equal(["grid-00000000.png", "grid-00000020.png", "grid-00000025.png"], folder.Names());
        Assert.NotNull(Provenance.Read(File.ReadAllBytes(folder.File("grid-00000000.png"))));
        Assert.Equal((4 * 34 - 2, 2 * 34 - 2), ImageFile.Load(folder.File("grid-00000000.png")) is var grid ? (grid.Width, grid.Height) : default);
    }

    [Theory]
    [InlineData(null, new[] { "grid-00000000.png", "grid-00000010.png", "grid-best.png", "photo.png" })]
    [InlineData(20L, new[] { "grid-00000000.png", "grid-00000020.png", "grid-00000040.png", "grid-best.png", "photo.png" })]
    public void Grids_beyond_the_point_where_a_training_goes_on_are_removed_and_the_others_come_where_they_would_have_come(long? resumedAt, string[] expected)
    {
        using var folder = new TemporaryFolder();
        using var generator = new GlGanGenerator(TrainingRig.Options);
        generator.eval();
        using var batch = new RandomBatches(TrainingRig.Options, batch: 1).Make(1);
        foreach (var name in (string[])["grid-00000000.png", "grid-00000020.png", "grid-00000041.png", "grid-best.png", "photo.png"]) File.WriteAllText(folder.File(name), "old");
        var observer = new ImageGridObserver(folder.FullPath, batch, everyImages: resumedAt is null ? 10 : 20);

        observer.OnStart(resumedAt);
        foreach (var images in resumedAt is null ? (long[])[0, 10] : [30, 40]) observer.OnTick(ExampleTick.At(images, generator: generator));

        Assert.Equal(expected, folder.Names());
    }
}
