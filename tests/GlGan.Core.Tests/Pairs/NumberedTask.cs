using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Pairs;

namespace GlGan.Tests.Pairs;

/// <summary>A task whose pairs spell their index; it may be slow, or fail.</summary>
internal sealed class NumberedTask(Action<long>? before = null) : ITrainingTask
{
    private int _made;

    public int ImageSize => 16;

    public IReadOnlyList<FaceRegion> Regions { get; } = [FaceRegion.LeftEye, FaceRegion.Mouth];

    internal int Made => _made;

    public void Create(long index, PackedExample destination)
    {
        before?.Invoke(index);
        Interlocked.Increment(ref _made);
        destination.SetInput(Numbered(16, 16, index));
        destination.SetTarget(Numbered(16, 16, index + 1));
        for (var region = 0; region < Regions.Count; region++)
        {
            var (width, height) = Regions[region].PixelSize(ImageSize);
            destination.SetRegion(region, Numbered(width, height, index + 2 + region), new Vector2(index, region + 0.5f));
        }
    }

    internal static ImageBuffer Numbered(int width, int height, long number)
    {
        var image = new ImageBuffer(width, height);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)(number * 31 + i * 7);
        return image;
    }
}
