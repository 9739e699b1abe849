using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Rendering;
using GlGan.Synthesis;

namespace GlGan.Cli.Demo;

/// <summary>
/// Measures frontalisation on identities the training has never seen: how close output, input and mean training face come to the
/// true frontal view, and how often the nearest frontal view of the gallery is the right person's.
/// </summary>
/// <param name="faces">Source of the faces.</param>
/// <param name="imageSize">Side of the images in pixels.</param>
/// <param name="heldOut">Number of held-out identities, from 0 up.</param>
internal sealed class FrontalEvaluation(SyntheticFaces faces, int imageSize, int heldOut)
{
    /// <summary>Yaw bins in degrees; half of the faces look to either side.</summary>
    internal static readonly int[] Yaws = [0, 30, 60, 90];

    private const int BatchSize = 32;

    private readonly ImageBuffer[] _gallery = Render(heldOut, i => faces.Render(i, FaceView.Frontal, imageSize).Image);

    /// <summary>The mean of frontal views.</summary>
    internal ImageBuffer MeanFace(int firstIdentity, int count)
    {
        var sums = new double[3 * imageSize * imageSize];
        foreach (var face in Render(count, i => faces.Render(firstIdentity + i, FaceView.Frontal, imageSize).Image))
            for (var i = 0; i < sums.Length; i++)
                sums[i] += face.Pixels[i];
        return new ImageBuffer(imageSize, imageSize, [.. sums.Select(sum => (byte)Math.Round(sum / count))]);
    }

    /// <summary>Measures every yaw bin.</summary>
    internal IReadOnlyList<YawScores> Measure(FaceSynthesizer synthesizer, ImageBuffer meanFace) => [.. Yaws.Select(yaw =>
    {
        var probes = Render(heldOut, i => faces.Render(i, faces.Probe(i, yaw), imageSize));
        var inputs = Array.ConvertAll(probes, probe => probe.Image);
        var outputs = probes.Chunk(BatchSize)
            .SelectMany(chunk => synthesizer.SynthesizeAligned([.. chunk.Select(probe => AlignedInput.Cut(probe.Image, probe.Landmarks, synthesizer.Framing.Template.At(imageSize), synthesizer.Framing.Regions))]))
            .ToArray();
        return new YawScores(yaw, heldOut, Score(outputs), Score(inputs), Score([.. Enumerable.Repeat(meanFace, heldOut)]));
    })];

    /// <summary>Renders a number of faces on all cores.</summary>
    internal static T[] Render<T>(int count, Func<int, T> render)
    {
        var results = new T[count];
        Parallel.For(0, count, i => results[i] = render(i));
        return results;
    }

    /// <summary>Share of the probes whose nearest gallery image, by pixel distance, has their place in the gallery.</summary>
    internal static double Found(ImageBuffer[] probes, ImageBuffer[] gallery) =>
        probes.Where((probe, i) => gallery.Index().MinBy(candidate => Psnr.MeanSquaredError(probe, candidate.Item)).Index == i).Count() / (double)probes.Length;

    private ImageScores Score(ImageBuffer[] images)
    {
        double psnr = 0, ssim = 0;
        for (var i = 0; i < images.Length; i++)
        {
            psnr += Psnr.Compute(images[i], _gallery[i]);
            ssim += Ssim.Compute(images[i], _gallery[i]);
        }

        return new ImageScores(psnr / images.Length, ssim / images.Length, Found(images, _gallery));
    }
}
