using GlGan.Batches;
using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>Points around the modes of a mixture of equal Gaussians, served as images of one pixel with two channels.</summary>
internal sealed class GaussianMixture((double X, double Y)[] modes, double sigma, int batch, ulong seed) : IBatchSource
{
    internal const int LatentSize = 2;

    private const double HighQualitySigmas = 3;

    /// <summary>Five by five modes, as in VEEGAN (Srivastava et al., 2017), scaled into [-1, 1].</summary>
    internal static GaussianMixture Grid(int batch, ulong seed) =>
        new([.. from x in Enumerable.Range(-2, 5) from y in Enumerable.Range(-2, 5) select (x * 0.4, y * 0.4)], 0.01, batch, seed);

    /// <summary>Eight modes on a circle.</summary>
    internal static GaussianMixture Ring(int batch, ulong seed) =>
        new([.. Enumerable.Range(0, 8).Select(i => (0.8 * Math.Cos(Math.Tau * i / 8), 0.8 * Math.Sin(Math.Tau * i / 8)))], 0.016, batch, seed);

    internal int Modes => modes.Length;

    public long Position { get; private set; }

    public void StartAt(long position) => Position = position;

    public TrainingBatch Next(CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using var random = TestDevice.Random(seed ^ ((ulong)Position * 0x9E3779B97F4A7C15));
        Position += batch;
        var chosen = randint(0, modes.Length, [batch], ScalarType.Int64, generator: random);
        var centers = tensor([.. modes.SelectMany(mode => (float[])[(float)mode.X, (float)mode.Y])], [modes.Length, 2]);
        var points = centers.index_select(0, chosen) + sigma * randn([batch, 2], generator: random);
        return new TrainingBatch(Latent(randn([batch, LatentSize], generator: random)), points.view(batch, 2, 1, 1).MoveToOuterDisposeScope());
    }

    /// <summary>How many modes a generator hits, and which share of its points lies within three sigmas of one.</summary>
    internal (int Covered, double HighQuality) Score(FaceGenerator generator, int samples = 5000)
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        using var random = TestDevice.Random(seed + 1);
        using var output = generator.call(Latent(randn([samples, LatentSize], generator: random)));
        var points = output.Image.view(samples, 2).data<float>().ToArray();
        var hits = new int[modes.Length];
        for (var i = 0; i < samples; i++)
        {
            var nearest = Enumerable.Range(0, modes.Length).MinBy(mode => Distance(mode, i));
            if (Distance(nearest, i) <= HighQualitySigmas * sigma) hits[nearest]++;
        }

        return (hits.Count(count => count > 0), hits.Sum() / (double)samples);

        double Distance(int mode, int i) => Math.Sqrt(Math.Pow(points[2 * i] - modes[mode].X, 2) + Math.Pow(points[2 * i + 1] - modes[mode].Y, 2));
    }

    private static GeneratorInput Latent(Tensor noise) =>
        new(noise.view(-1, LatentSize, 1, 1).MoveToOuterDisposeScope(), new Dictionary<string, Tensor>(), new Dictionary<string, Tensor>());
}
