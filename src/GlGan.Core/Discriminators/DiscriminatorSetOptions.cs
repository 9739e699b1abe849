using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Discriminators;

/// <summary>Which discriminators a generator is trained against; at least one.</summary>
public sealed record DiscriminatorSetOptions : IValidated
{
    /// <summary>One PatchGAN on the whole image, or <see langword="null"/>.</summary>
    public PatchDiscriminatorOptions? Patch { get; init; }

    /// <summary>PatchGANs on a pyramid, or <see langword="null"/>.</summary>
    public PatchDiscriminatorOptions? MultiScale { get; init; }

    /// <summary>Number of scales of <see cref="MultiScale"/>, 1 to 4.</summary>
    /// <value>The default value is 2.</value>
    public int Scales { get; init; } = 2;

    /// <summary>One PatchGAN per region, or <see langword="null"/>.</summary>
    public PatchDiscriminatorOptions? Region { get; init; }

    /// <summary>Builds the discriminators with seeded weights, on the CPU; the caller disposes them.</summary>
    /// <param name="regions">Regions of the generator.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public IReadOnlyList<Discriminator> Create(IReadOnlyList<FaceRegion> regions, ulong seed = 0)
    {
        this.Valid();
        List<Discriminator> discriminators = [];
        if (Patch is not null) discriminators.Add(new PatchDiscriminator(Patch, seed));
        if (MultiScale is not null) discriminators.Add(new MultiScaleDiscriminator(MultiScale, Scales, seed + 1));
        if (Region is not null) discriminators.Add(new RegionDiscriminator(Region, regions, seed + 2));
        return discriminators;
    }

    /// <summary>The same discriminators with that many values per patch.</summary>
    internal DiscriminatorSetOptions WithOutputs(int outputs) => this with
    {
        Patch = Patch is null ? null : Patch with { Outputs = outputs },
        MultiScale = MultiScale is null ? null : MultiScale with { Outputs = outputs },
        Region = Region is null ? null : Region with { Outputs = outputs },
    };

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.That(Patch is not null || MultiScale is not null || Region is not null, $"Set at least one of {nameof(Patch)}, {nameof(MultiScale)} and {nameof(Region)}."),
        .. Require.To(Scales, 1, 4),
        .. Patch is null ? [] : Require.Part(Patch), .. MultiScale is null ? [] : Require.Part(MultiScale), .. Region is null ? [] : Require.Part(Region),
    ];
}
