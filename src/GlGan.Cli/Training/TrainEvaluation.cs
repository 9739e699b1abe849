using GlGan.Cli.Evaluation;
using GlGan.Evaluation;
using GlGan.Features;
using TorchSharp;

namespace GlGan.Cli.Training;

/// <summary>What a training measures of its model, with the embedded networks: few numbers, of few pairs.</summary>
internal sealed class TrainEvaluation : IDisposable
{
    private readonly SyntheticFaceNetwork _faces;
    private readonly SyntheticFaceNetwork _teacher;
    private readonly EvaluationSet _set;
    private readonly ModelEvaluator _evaluator;

    internal TrainEvaluation(EvaluationSet set, torch.Device device, int workers)
    {
        (_set, _faces, _teacher) = (set, SyntheticFaceNetwork.LoadEmbedded(device), SyntheticFaceNetwork.LoadTeacher(device));
        _evaluator = new ModelEvaluator(new()
        {
            Workers = workers,
            Metrics = [.. Names.Select(name => MetricNames.OfImages(name, _faces)!)],
            Recognizers = Judges.Of(new(Judges.Embedded, _faces), _teacher),
        });
    }

    /// <summary>The metrics a checkpoint can be the best by.</summary>
    internal static IReadOnlyList<string> Names { get; } = [MetricNames.Psnr, MetricNames.Ssim, MetricNames.Perceptual, MetricNames.Identity];

    /// <summary>A name that is one of <see cref="Names"/>.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    internal static string Named(string metric) => Names.Contains(metric)
        ? metric
        : throw new ArgumentException($"--best-by: '{metric}' is unknown. Known: {string.Join(", ", Names)}.");

    internal EvaluationScore BestBy(string metric) => new(_set, MetricNames.OfImages(metric, _faces)!);

    internal EvaluationResult Measure(string modelPath, torch.Device device)
    {
        using var model = GlGanModel.Load(modelPath, device);
        return _evaluator.Evaluate(model.Generator, _set);
    }

    public void Dispose()
    {
        _faces.Dispose();
        _teacher.Dispose();
    }
}
