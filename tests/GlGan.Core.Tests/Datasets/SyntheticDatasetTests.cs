using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Rendering;

namespace GlGan.Tests.Datasets;

public sealed class SyntheticDatasetTests
{
    private readonly SyntheticFaces _faces = new(seed: 5);

    [Fact]
    public void Samples_are_what_the_renderer_gives_and_their_landmarks_are_exact_to_the_last_bit()
    {
        using var dataset = new SyntheticDataset(_faces, new() { Count = 6, ViewsPerIdentity = 2, ImageSize = 32, Template = FaceTemplate.Ffhq512 });

        for (var index = 0; index < dataset.Count; index++)
        {
            var expected = _faces.Render(index / 2, _faces.View(index / 2, index % 2), 32, FaceTemplate.Ffhq512);
            var sample = dataset[index];
            Assert.Equal(expected.Landmarks, sample.Landmarks);
            Assert.Equal(expected.Image.Pixels, sample.Image.Load(SkiaImageCodec.Default).Pixels);
            Assert.Equal((index / 2, $"{index / 2:000000}_{index % 2:00}", "synthetic"), (sample.Identity!.Value, sample.Name, sample.Source));
        }
    }

    [Fact]
    public void Frontal_faces_are_the_canonical_views()
    {
        using var dataset = new SyntheticDataset(_faces, new() { Count = 2, ImageSize = 32, Frontal = true });

        Assert.Equal(_faces.Render(1, FaceView.Frontal, 32).Image.Pixels, dataset[1].Image.Load(SkiaImageCodec.Default).Pixels);
    }

    [Fact]
    public void Images_are_used_as_they_are()
    {
        using var dataset = new SyntheticDataset(_faces, new() { Count = 1, ImageSize = 32 });

        var face = new AlignedFaces(dataset, new() { ImageSize = 32 }).Load(0);

        Assert.Equal(_faces.Render(0, _faces.View(0, 0), 32).Image.Pixels, face.Image.Pixels);
        Assert.Equal(dataset[0].Landmarks, face.Landmarks);
    }

    [Fact]
    public void Views_of_a_person_can_be_paired()
    {
        using var pairs = new SyntheticDataset(_faces, new() { Count = 9, ViewsPerIdentity = 3, ImageSize = 16 }).PairByIdentity(seed: 1);

        Assert.Equal(9, pairs.Count);
        Assert.All(Enumerable.Range(0, 9), index => Assert.Equal(pairs[index].Identity, pairs[index].Target!.Identity));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var message = Problem(new() { Count = 0, ViewsPerIdentity = 0, ImageSize = 15, Template = null! });

        Assert.All(["Count", "ViewsPerIdentity", "ImageSize", "Template"], name => Assert.Contains(name, message));
        Assert.Contains("of which a person has one", Problem(new() { Frontal = true, ViewsPerIdentity = 2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticDataset(_faces)[1000]);

        string Problem(SyntheticDatasetOptions options) => Assert.Throws<ArgumentException>(() => new SyntheticDataset(_faces, options)).Message;
    }
}
