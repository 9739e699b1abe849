using System.Numerics;
using GlGan.Batches;
using GlGan.Foundation;
using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Evaluation;

/// <summary>Measures what a generator makes against what it should make, and against what would be there without it.</summary>
public sealed class ModelEvaluator
{
    private const int MeanFacePairs = 512;

    private readonly EvaluationOptions _options;

    /// <summary>Prepares evaluations.</summary>
    /// <param name="options">What is measured; defaults unless given.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public ModelEvaluator(EvaluationOptions? options = null) => _options = options.ValidOrDefault();

    /// <summary>Measures a generator.</summary>
    /// <param name="generator">The generator, in evaluation mode; borrowed.</param>
    /// <param name="set">The pairs.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="ArgumentException">The set has no pairs.</exception>
    /// <exception cref="TrainingExampleException">A pair could not be made.</exception>
    public EvaluationResult Evaluate(
        FaceGenerator generator, EvaluationSet set, IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(set);
        if (set.Labels.Count == 0) throw new ArgumentException("Give a label for at least one pair.", nameof(set));
        var device = generator.parameters().FirstOrDefault()?.device ?? CPU;
        var meanFace = MeanTarget(set, cancellationToken);
        var targets = new SubjectTally("target", _options, []);
        List<SubjectTally> subjects = [];
        var total = set.Labels.Count;
        using var loader = Loader(set);
        var batches = new LoaderBatchSource(loader, device);
        for (var done = 0; done < total; progress?.Report(new(done, total)))
        {
            var count = Math.Min(_options.BatchSize, total - done);
            var packed = loader.Take(cancellationToken);
            var (wanted, made) = Synthesize(generator, packed, batches.Upload(packed), count);
            var centers = Centers(packed, count);
            loader.Return(packed);
            using var target = new ImageBatch(wanted, device);
            targets.AddFeatures(target);
            foreach (var (name, images) in made.Append((EvaluationSubject.MeanFace, [.. Enumerable.Repeat(meanFace, count)])))
            {
                if (subjects.Find(subject => subject.Name == name) is not { } tally) subjects.Add(tally = new SubjectTally(name, _options, set.Pairs.Regions));
                using var image = new ImageBatch(images, device);
                tally.Add(image, target, centers);
            }

            done += count;
        }

        return new EvaluationSummary(_options, set, targets).Of(subjects);
    }

    private BatchLoader Loader(EvaluationSet set) => new(set.Pairs, new() { BatchSize = _options.BatchSize, Workers = _options.Workers });

    // Outputs are judged as the images they are saved as: rounded to 8 bits. Inputs and targets are images already.
    private static (ImageBuffer[] Targets, List<(string Name, ImageBuffer[] Images)> Made) Synthesize(FaceGenerator generator, PackedBatch packed, TrainingBatch uploaded, int count)
    {
        using var batch = uploaded;
        using var scope = new TensorScope();
        using var gradient = no_grad();
        using var output = generator.call(batch.Input);
        List<(string, ImageBuffer[])> made = [(EvaluationSubject.Output, Images(output.Image))];
        if (output.GlobalImage is { } global) made.Add((EvaluationSubject.GlobalImage, Images(global)));

        // A swap is refined: without the network, the geometric one would be there, and not the photo with a blurred face.
        var refines = generator is GlGanGenerator { Options.Composition: OutputComposition.Refine };
        made.Add((EvaluationSubject.Input, [.. Enumerable.Range(0, count).Select(slot => refines ? packed[slot].GetPriorImage() : packed[slot].GetInput())]));
        return ([.. Enumerable.Range(0, count).Select(slot => packed[slot].GetTarget())], made);

        ImageBuffer[] Images(Tensor images) => TensorImages.ToImages(images)[..count];
    }

    private static Vector2[][] Centers(PackedBatch packed, int count) =>
        [.. Enumerable.Range(0, count).Select(slot => Enumerable.Range(0, packed.Regions.Count).Select(packed[slot].GetCenter).ToArray())];

    private ImageBuffer MeanTarget(EvaluationSet set, CancellationToken cancellationToken)
    {
        var pairs = Math.Min(MeanFacePairs, set.Labels.Count);
        var size = set.Pairs.ImageSize;
        var sums = new double[3 * size * size];
        using var loader = Loader(set);
        for (var done = 0; done < pairs;)
        {
            var batch = loader.Take(cancellationToken);
            for (var slot = 0; slot < batch.Count && done < pairs; slot++, done++)
            {
                var pixels = batch[slot].GetTarget().Pixels;
                for (var i = 0; i < sums.Length; i++) sums[i] += pixels[i];
            }

            loader.Return(batch);
        }

        return new ImageBuffer(size, size, [.. sums.Select(sum => (byte)Math.Round(sum / pairs))]);
    }
}
