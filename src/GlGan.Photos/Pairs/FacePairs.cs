using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Rendering;
using GlGan.Synthesis;

namespace GlGan.Pairs;

/// <summary>The pairs of a training, in the framing of a network: varied ones to train on, and plain ones to show and to measure.</summary>
public sealed class FacePairs : IDisposable
{
    /// <summary>Rendered people that every training leaves out, to measure by: the first ones of a population.</summary>
    public const int HeldOutPeople = 10_000;

    private const string Unaligned = "The images have no landmarks, so faces are taken to be in their middle: name a detector (UseDetector, --detector) or a file of landmarks (--landmarks) to have them aligned.";

    private readonly AlignedFaces? _faces;
    private IFaceDataset? _dataset;
    private IFaceDataset? _owned;

    /// <summary>Pairs of your own.</summary>
    /// <param name="training">Makes the pairs to train on; borrowed.</param>
    /// <param name="plain">Makes the pairs to show and to measure; <see langword="null"/>, the default, where there are none.</param>
    public FacePairs(ITrainingTask training, ITrainingTask? plain = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        (Training, Plain) = (training, plain);
    }

    private FacePairs(AlignedFaces faces, ITrainingTask training, ITrainingTask plain)
        : this(training, plain) => _faces = faces;

    /// <summary>Pairs to train on.</summary>
    public ITrainingTask Training { get; }

    /// <summary>Pairs to show and to measure: of a dataset the same faces, not mirrored and in their own colours; of rendered people others.</summary>
    public ITrainingTask? Plain { get; }

    /// <summary>The plain pairs with targets as inputs, crops included; <see langword="null"/> where nothing is mended.</summary>
    internal ITrainingTask? Clean { get; private init; }

    /// <summary>The rendered people, if it is them.</summary>
    public SyntheticFaces? People { get; private init; }

    /// <summary>How faces are framed; <see langword="null"/> for pairs of your own.</summary>
    public FaceFraming? Framing { get; private init; }

    /// <summary>Samples of the dataset; <see langword="null"/> where there is none.</summary>
    internal int? DatasetCount => _faces?.Count;

    /// <summary>Images of the dataset that were left out so far because they are damaged.</summary>
    public IReadOnlyList<DamagedImage> Damaged => _faces?.Damaged ?? [];

    /// <summary>What users should know of how the dataset was opened (<see cref="IFaceDataset.Notices"/>); none where there is no dataset.</summary>
    public IReadOnlyList<string> Notices => _dataset is null ? [] : DetectedDataset.IsPlain(_dataset) ? [.. _dataset.Notices, Unaligned] : _dataset.Notices;

    /// <summary>What the dataset is like now; <see langword="null"/> where there is none that could change.</summary>
    internal DatasetFingerprint? Fingerprint() => _dataset is null ? null : DatasetFingerprint.Of(_dataset);

    /// <summary>Any view of a rendered person in, the frontal view out.</summary>
    /// <param name="people">The population.</param>
    /// <param name="framing">How the network wants faces.</param>
    public static FacePairs OfRendered(SyntheticFaces people, FaceFraming framing)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(framing);
        var heldOut = new FrontalViewOptions { ImageSize = framing.ImageSize, Regions = framing.Regions, Template = framing.Template, Prior = framing.Prior, IdentityCount = HeldOutPeople };
        var training = heldOut with { FirstIdentity = HeldOutPeople, IdentityCount = int.MaxValue - HeldOutPeople };
        return new FacePairs(new FrontalViewTask(people, training), new FrontalViewTask(people, heldOut)) { People = people, Framing = framing };
    }

    /// <summary>Pairs of the dataset at a path, which is closed with them.</summary>
    /// <param name="path">Folder, archive or pack; the format is recognised.</param>
    /// <param name="framing">How the network wants faces.</param>
    /// <param name="purpose">What is learnt from it.</param>
    /// <param name="seed">Seed of order and variation.</param>
    /// <param name="options">Which part of it; all unless given.</param>
    /// <exception cref="DatasetException">The dataset cannot be opened.</exception>
    /// <exception cref="ArgumentException">The dataset does not fit the purpose or the framing; the message says how to mend it.</exception>
    public static FacePairs Open(string path, FaceFraming framing, ModelPurpose purpose, ulong seed, DatasetOptions? options = null)
    {
        var dataset = DatasetFormats.Open(path, null, options);
        try
        {
            var pairs = OfDataset(dataset, framing, purpose, seed);
            pairs._owned = dataset;
            return pairs;
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    /// <summary>Pairs of a dataset.</summary>
    /// <param name="dataset">The dataset; borrowed.</param>
    /// <param name="framing">How the network wants faces.</param>
    /// <param name="purpose">What is learnt from it.</param>
    /// <param name="seed">Seed of order and variation.</param>
    /// <param name="maxDamaged">How many damaged images are left out before it becomes an error; <see cref="AlignmentOptions.MaxDamaged"/> unless given.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the purpose or the framing; the message says how to mend it.</exception>
    public static FacePairs OfDataset(IFaceDataset dataset, FaceFraming framing, ModelPurpose purpose, ulong seed, int? maxDamaged = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(framing);
        if (purpose == ModelPurpose.Frontal) throw new ArgumentException("The task frontal needs several views of each person, which photos do not give: use rendered faces.");
        if (dataset.Count == 0) throw new ArgumentException($"The dataset {dataset.Name} has no sample: there is nothing to make pairs of.", nameof(dataset));
        if (purpose == ModelPurpose.Paired && dataset[0].Target is null) throw new ArgumentException($"The task paired needs a dataset of pairs; {dataset.Name} has none.");
        if (dataset is FacePackDataset pack && pack.Info.Template != framing.Template)
        {
            throw new ArgumentException(
                $"The pack was made for the template {pack.Info.Template.Name}, the model needs {framing.Template.Name}: pack again with --template {framing.Template.Name}.");
        }

        var alignment = new AlignmentOptions { ImageSize = framing.ImageSize, Template = framing.Template };
        var faces = new AlignedFaces(dataset, alignment with { MaxDamaged = maxDamaged ?? alignment.MaxDamaged });
        var regions = new RegionSynthesisOptions { Regions = framing.Regions, Order = new() { Seed = seed } };
        var plain = regions with { Flip = false, ColorJitter = 0, CleanInputs = 0 };
        var clean = plain with { CleanInputs = 1, DegradedCrops = 0, CropColorJitter = 0, CropWarp = 0 };
        return new FacePairs(faces, Create(varied: true), Create(varied: false))
        {
            Framing = framing,
            Clean = purpose == ModelPurpose.Region ? new RegionSynthesisTask(faces, clean) : null,
            _dataset = dataset,
        };

        ITrainingTask Create(bool varied)
        {
            if (purpose == ModelPurpose.Paired) return new PairedTask(faces, new() { Regions = framing.Regions, Order = regions.Order, Flip = varied });
            if (purpose == ModelPurpose.Swap) return new SelfSwapTask(faces, new() { Regions = framing.Regions, Order = regions.Order, Flip = varied });
            return new RegionSynthesisTask(faces, varied ? regions : plain);
        }
    }

    /// <summary>Closes the dataset, if the pairs opened it.</summary>
    public void Dispose() => _owned?.Dispose();
}
