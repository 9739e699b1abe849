using System.Numerics;
using GlGan.Batches;
using GlGan.Collectives;
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
    private const string Targets = "target";

    private readonly EvaluationOptions _options;
    private readonly ICollective _ranks;

    /// <summary>Prepares evaluations.</summary>
    /// <param name="options">What is measured; defaults unless given.</param>
    /// <param name="ranks">Processes that share out the batches and come to the same result, to the last bit; <see langword="null"/> measures in this one alone.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public ModelEvaluator(EvaluationOptions? options = null, ICollective? ranks = null) => (_options, _ranks) = (options.ValidOrDefault(), ranks ?? SingleProcess.Instance);

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
        // Ranks stop together.
        var waits = _ranks.Size == 1 ? cancellationToken : CancellationToken.None;
        var gallery = new PersonGallery(_options.Recognizers, set.Labels);
        var meanFace = ReadTargets(set, gallery, device, waits);
        var targets = new SubjectTally(Targets, _options, set);
        List<SubjectTally> subjects = [];
        var total = set.Labels.Count;
        using var loader = ShareLoader(set.Pairs);
        using var cleanLoader = set.Clean is null ? null : ShareLoader(set.Clean);
        for (var done = 0; done < total;)
        {
            var first = done + (_ranks.Rank * _options.BatchSize);
            var own = Measure(first, Math.Clamp(total - first, 0, _options.BatchSize)) with { Stops = cancellationToken.IsCancellationRequested };
            var all = _ranks.Gather(own, EvaluationJson.Default.MeasuredBatch);
            if (all.Any(batch => batch.Stops)) throw new OperationCanceledException(cancellationToken);
            foreach (var batch in all.Where(batch => batch.Count > 0))
            {
                targets.AddFeatures(batch.Targets);
                foreach (var images in batch.Subjects)
                {
                    if (subjects.Find(subject => subject.Name == images.Name) is not { } tally) subjects.Add(tally = new SubjectTally(images.Name, _options, set));
                    tally.Add(images, batch.Targets);
                }

                done += batch.Count;
            }

            progress?.Report(new(done, total));
        }

        return new EvaluationSummary(_options, set, targets, gallery).Of(subjects);

        MeasuredBatch Measure(int first, int count)
        {
            if (count == 0) return MeasuredBatch.None;
            var packed = loader.Take(waits);
            var (wanted, made) = Synthesize(generator, packed, new LoaderBatchSource(loader, device).Upload(packed), count);
            var centers = Centers(packed, count);
            loader.Return(packed);
            if (cleanLoader is not null) made.Add((EvaluationSubject.Clean, Clean(generator, new LoaderBatchSource(cleanLoader, device), count, waits)));
            made.Add((EvaluationSubject.MeanFace, [.. Enumerable.Repeat(meanFace, count)]));
            using var target = new ImageBatch(wanted, device);
            var meter = new SubjectMeter(_options, set, gallery);
            return new(count, meter.Features(Targets, target), [.. made.Select(subject =>
            {
                using var images = new ImageBatch(subject.Images, device);
                return meter.Measure(subject.Name, first, images, target, centers);
            })]);
        }
    }

    private BatchLoader ShareLoader(ITrainingTask pairs)
    {
        var loader = Loader(pairs);
        loader.TakeShare(new BatchShare(_ranks.Rank, 1, _ranks.Size));
        return loader;
    }

    private BatchLoader Loader(ITrainingTask pairs) => new(pairs, new() { BatchSize = _options.BatchSize, Workers = _options.Workers });

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

    private static ImageBuffer[] Clean(FaceGenerator generator, LoaderBatchSource batches, int count, CancellationToken cancellationToken)
    {
        using var batch = batches.Next(cancellationToken);
        using var scope = new TensorScope();
        using var gradient = no_grad();
        using var output = generator.call(batch.Input);
        return TensorImages.ToImages(output.Image)[..count];
    }

    private static Vector2[][] Centers(PackedBatch packed, int count) =>
        [.. Enumerable.Range(0, count).Select(slot => Enumerable.Range(0, packed.Regions.Count).Select(packed[slot].GetCenter).ToArray())];

    // Before anything is measured: the mean of the targets, and the persons they show.
    private ImageBuffer ReadTargets(EvaluationSet set, PersonGallery gallery, Device device, CancellationToken cancellationToken)
    {
        var averaged = Math.Min(MeanFacePairs, set.Labels.Count);
        var size = set.Pairs.ImageSize;
        var sums = new double[3 * size * size];
        using var loader = Loader(set.Pairs);
        for (var done = 0; done < Math.Max(averaged, gallery.Pairs);)
        {
            var batch = loader.Take(cancellationToken);
            ImageBuffer[] targets = [.. Enumerable.Range(0, Math.Min(batch.Count, set.Labels.Count - done)).Select(slot => batch[slot].GetTarget())];
            loader.Return(batch);
            foreach (var target in targets.Take(averaged - done))
                for (var i = 0; i < sums.Length; i++) sums[i] += target.Pixels[i];
            using var images = new ImageBatch(targets, device);
            gallery.Enrol(done, images);
            done += targets.Length;
        }

        return new ImageBuffer(size, size, [.. sums.Select(sum => (byte)Math.Round(sum / averaged))]);
    }
}
