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
        Assert.True(Provenance.IsMarked(File.ReadAllBytes(folder.File("grid-00000000.png"))));
        Assert.Equal((4 * 34 - 2, 2 * 34 - 2), ImageFile.Load(folder.File("grid-00000000.png")) is var grid ? (grid.Width, grid.Height) : default);
    }
}
