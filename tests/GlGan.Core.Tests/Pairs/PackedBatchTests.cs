using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Pairs;

namespace GlGan.Tests.Pairs;

public sealed class PackedBatchTests
{
    [Fact]
    public void Slots_lie_behind_each_other_in_planes()
    {
        var batch = new PackedBatch(3, 16, [FaceRegion.LeftEye, FaceRegion.Mouth]);
        var image = NumberedTask.Numbered(16, 16, 5);

        batch[1].SetTarget(image);
        batch[2].SetRegion(1, NumberedTask.Numbered(6, 4, 8), new Vector2(3.5f, -2));

        Assert.Equal(3 * 3 * 16 * 16, batch.Target.Length);
        Assert.Equal([3 * 3 * 4 * 4, 3 * 3 * 6 * 4], batch.Crops.Select(crops => crops.Length));
        Assert.Equal(image.Pixels[3 * (16 * 2 + 5) + 1], batch.Target[3 * 256 + 256 + 16 * 2 + 5]);
        Assert.Equal(NumberedTask.Numbered(6, 4, 8).Pixels[3 * 7 + 2], batch.Crops[1][2 * 72 + 2 * 24 + 7]);
        Assert.Equal([3.5f, -2f], batch.Centers[10..]);
        Assert.All(batch.Target[..768].Concat(batch.Target[1536..]), value => Assert.Equal(0, value));
    }

    [Fact]
    public void What_is_set_can_be_read_back()
    {
        var batch = new PackedBatch(2, 16, [FaceRegion.LeftEye, FaceRegion.Mouth]);
        new NumberedTask().Create(3, batch[1]);

        Assert.Equal(NumberedTask.Numbered(16, 16, 3).Pixels, batch[1].GetInput().Pixels);
        Assert.Equal(NumberedTask.Numbered(16, 16, 4).Pixels, batch[1].GetTarget().Pixels);
        Assert.Equal(NumberedTask.Numbered(6, 4, 6).Pixels, batch[1].GetCrop(1).Pixels);
        Assert.Equal(new Vector2(3, 1.5f), batch[1].GetCenter(1));
    }

    [Fact]
    public void Another_size_is_refused()
    {
        var batch = new PackedBatch(1, 16, FaceRegion.Standard);

        Assert.Contains("input must be 16x16 pixels; got 8x16", Assert.Throws<ArgumentException>(() => batch[0].SetInput(new ImageBuffer(8, 16))).Message);
        Assert.Contains("'mouth' crop must be 6x4", Assert.Throws<ArgumentException>(() => batch[0].SetRegion(3, new ImageBuffer(4, 4), default)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch[1]);
    }
}
