using GlGan.Foundation;
using GlGan.Rendering;

namespace GlGan.Datasets;

/// <summary>What <see cref="CelebALayoutWriter"/> renders.</summary>
public sealed record CelebALayoutOptions : IValidated
{
    private const int ImagesPerIdentity = 20;
    private const int LargestCount = 999_999;
    private const int SmallestHeight = 32;

    /// <summary>Number of images, 1 to 999,999: names have six digits. Default 1000.</summary>
    public int Images { get; init; } = 1000;

    /// <summary>
    /// Number of persons, at least 1; <see langword="null"/> (the default) for one per twenty images, as in CelebA, and at least ten. With at least ten
    /// no person is in two splits.
    /// </summary>
    public int? Identities { get; init; }

    /// <summary>Height of the images in pixels, 32 to 1024; their width is 178/218 of it. Default 218, as CelebA is published.</summary>
    public int Height { get; init; } = CelebAFace.PublishedHeight;

    /// <summary>Seed of the population.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads that render, at least 1. They do not change what is written. Default: the number of processors.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    internal int IdentityCount => Identities ?? Math.Max(10, Images / ImagesPerIdentity);

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.LieIn(Images, 1, LargestCount), .. Require.AtLeastOrNull(Identities, 1), .. Require.AtLeast(Workers, 1),
        .. Require.LieIn(Height, SmallestHeight, SyntheticFaces.MaximumSize),
    ];
}
