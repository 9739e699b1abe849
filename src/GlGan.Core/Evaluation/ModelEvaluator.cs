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
        var gallery = new PersonGallery(_options.Recognizers, set.Labels);
        var meanFace = ReadTargets(set, gallery, device, cancellationToken);
        var targets = new SubjectTally("target", _options, set, gallery);
        List<SubjectTally> subjects = [];
        var total = set.Labels.Count;
        using var loader = Loader(set.Pairs);
        using var cleanLoader = set.Clean is null ? null : Loader(set.Clean);
        var batches = new LoaderBatchSource(loader, device);
        for (var done = 0; done < total; progress?.Report(new(done, total)))
        {
            var count = Math.Min(_options.BatchSize, total - done);
            var packed = loader.Take(cancellationToken);
            var (wanted, made) = Synthesize(generator, packed, batches.Upload(packed), count);
            var centers = Centers(packed, count);
            loader.Return(packed);
            if (cleanLoader is not null) made.Add((EvaluationSubject.Clean, Clean(generator, new LoaderBatchSource(cleanLoader, device), count, cancellationToken)));
            made.Add((EvaluationSubject.MeanFace, [.. Enumerable.Repeat(meanFace, count)]));
            using var target = new ImageBatch(wanted, device);
            targets.AddFeatures(target);
            foreach (var (name, images) in made)
            {
                if (subjects.Find(subject => subject.Name == name) is not { } tally) subjects.Add(tally = new SubjectTally(name, _options, set, gallery));
                using var image = new ImageBatch(images, device);
                tally.Add(image, target, centers);
            }

            done += count;
        }

        return new EvaluationSummary(_options, set, targets, gallery).Of(subjects);
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
