using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Rendering;

namespace GlGan.Tests.Evaluation;

/// <summary>Pairs of frontal views whose input is the target, brighter by so many levels.</summary>
internal sealed class BrightenedTask(SyntheticFaces faces, byte levels) : ITrainingTask
{
    internal const int Size = 64;

    public int ImageSize => Size;

    public IReadOnlyList<FaceRegion> Regions => [FaceRegion.Nose, FaceRegion.Mouth];

    /// <summary>The middle of the nose's box, the same in all pairs.</summary>
    internal static (int X, int Y) Nose => (Size / 2, Size / 2);

    public void Create(long index, PackedExample destination)
    {
        var target = faces.Render((int)index, FaceView.Frontal, ImageSize).Image;
        for (var i = 0; i < target.Pixels.Length; i++) target.Pixels[i] = Math.Min(target.Pixels[i], (byte)(255 - levels));
        var input = target.Clone();
        for (var i = 0; i < input.Pixels.Length; i++) input.Pixels[i] += levels;
        destination.SetInput(input);
        destination.SetTarget(target);
        Place(0, new(Nose.X - 0.5f, Nose.Y - 0.5f));
        Place(1, new(Nose.X - 0.5f, Nose.Y + 18.3f));

        void Place(int region, System.Numerics.Vector2 center)
        {
            var (width, height) = Regions[region].PixelSize(ImageSize);
            destination.SetRegion(region, Resampler.Crop(input, center, width, height), center);
        }
    }
}
