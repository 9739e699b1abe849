using System.Numerics;
using GlGan.Faces;
using GlGan.Features;
using GlGan.FeatureTraining.Parts;
using GlGan.Rendering;
using GlGan.Serialization;
using static TorchSharp.torch;

namespace GlGan.Tests.Tools;

[Collection("Tensors")]
public sealed class SyntheticPartFinderTests
{
    private static readonly SyntheticFace Face = new SyntheticFaces(seed: 77).Render(1, FaceView.Frontal, 160);

    [Fact]
    public void Every_pixel_that_is_seen_shows_one_part_and_what_is_beyond_none()
    {
        using var finder = Untrained();

        var all = finder.Find(Face.Image, new FaceBox(new Vector2(79.5f), 40), Enum.GetValues<FacePart>());

        Assert.Equal(1, all.Row(79)[79], 1e-4f);
        Assert.Equal(1, all.Row(40)[120], 1e-4f);
        Assert.Equal(0, all.Row(79)[20]);
        Assert.Equal(0, all.Row(5)[79]);
    }

    [Fact]
    public void Parts_add_up()
    {
        using var finder = Untrained();
        var box = FaceBox.Of(Face.Landmarks);

        var both = finder.Find(Face.Image, box, FacePart.Skin, FacePart.Lips).Values;
        var (skin, lips) = (finder.Find(Face.Image, box, FacePart.Skin).Values, finder.Find(Face.Image, box, FacePart.Lips).Values);

        Assert.All(both.Zip(skin.Zip(lips, (a, b) => a + b)), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void A_search_leaves_no_tensor_behind_even_in_a_scope()
    {
        using var finder = Untrained();
        var box = FaceBox.Of(Face.Landmarks);
        finder.Find(Face.Image, box, FacePart.Skin);
        var before = LiveTensors.Settled();

        using (NewDisposeScope()) finder.Find(Face.Image, box, FacePart.Skin);

        Assert.Equal(before, LiveTensors.Settled());
    }

    [Fact]
    public void A_file_with_another_network_and_a_box_without_a_size_are_refused()
    {
        using var folder = new TemporaryFolder();
        using (var other = new FaceDetectionNetwork(seed: 1)) ModuleWeights.Save(other, folder.File("other.safetensors"));
        using var finder = Untrained();

        Assert.Throws<WeightMismatchException>(() => SyntheticPartFinder.Load(folder.File("other.safetensors")));
        Assert.Throws<ArgumentException>(() => finder.Find(Face.Image, new FaceBox(Vector2.Zero, 0), FacePart.Skin));
    }

    private static SyntheticPartFinder Untrained()
    {
        using var folder = new TemporaryFolder();
        using (var network = new FacePartsNetwork(seed: 1)) ModuleWeights.Save(network, folder.File("parts.safetensors"));
        return SyntheticPartFinder.Load(folder.File("parts.safetensors"));
    }
}
