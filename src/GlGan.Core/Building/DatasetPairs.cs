using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Models;
using GlGan.Pairs;

namespace GlGan.Building;

/// <summary>The faces of a dataset in a model's framing, and the pairs a task makes of them.</summary>
internal sealed class DatasetPairs
{
    private readonly ModelPurpose _task;
    private readonly GlGanGeneratorOptions _generator;

    /// <summary>Prepares the faces.</summary>
    /// <param name="dataset">The dataset; borrowed.</param>
    /// <param name="task">What pairs are made for.</param>
    /// <param name="generator">Size, template and regions.</param>
    /// <param name="maxDamaged">Damaged images left out before it is an error.</param>
    /// <exception cref="ArgumentException">The task cannot be done with this dataset.</exception>
    internal DatasetPairs(IFaceDataset dataset, ModelPurpose task, GlGanGeneratorOptions generator, int maxDamaged)
    {
        var template = FaceTemplate.Named(generator.Template);
        if (task == ModelPurpose.Frontal) throw new ArgumentException("The task frontal needs several views of each person, which photos do not give: use rendered faces.");
        if (task == ModelPurpose.Paired && dataset[0].Target is null) throw new ArgumentException($"The task paired needs a dataset of pairs; {dataset.Name} has none.");
        if (dataset is FacePackDataset pack && pack.Info.Template != template)
        {
            throw new ArgumentException(
                $"The pack was made for the template {pack.Info.Template.Name}, the model needs {template.Name}: pack again with --template {template.Name}.");
        }

        (_task, _generator) = (task, generator);
        Faces = new AlignedFaces(dataset, new() { ImageSize = generator.ImageSize, Template = template, MaxDamaged = maxDamaged });
    }

    internal AlignedFaces Faces { get; }

    /// <summary>Pairs to train on, mirrored and changed in colour at random.</summary>
    internal ITrainingTask Varied(ulong seed) => Create(seed, varied: true);

    /// <summary>Pairs to measure and show.</summary>
    internal ITrainingTask Still(ulong seed) => Create(seed, varied: false);

    private ITrainingTask Create(ulong seed, bool varied)
    {
        var order = new SampleOrder { Seed = seed };
        if (_task == ModelPurpose.Paired) return new PairedTask(Faces, new() { Regions = _generator.Regions, Order = order, Flip = varied });
        var options = new RegionSynthesisOptions { Regions = _generator.Regions, Order = order, Flip = varied };
        return new RegionSynthesisTask(Faces, varied ? options : options with { ColorJitter = 0 });
    }
}
