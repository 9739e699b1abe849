using System.Numerics;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Synthesis;

namespace GlGan.Editing;

/// <summary>
/// Shows regions of the source's face in the target's by a network trained for <see cref="ModelPurpose.Region"/>: the global view is the target's aligned face, the
/// regions are cut from the source's aligned face, and the synthesised face is brought back to its place in the target.
/// </summary>
public sealed class NetworkSwap : ISwapMethod
{
    private readonly FaceSynthesizer _synthesizer;
    private readonly IReadOnlySet<string>? _regions;

    /// <summary>Prepares the network.</summary>
    /// <param name="synthesizer">A synthesiser of a model trained for regions; borrowed, and must outlive this.</param>
    /// <param name="regions">The regions to take from the source; <see langword="null"/>, the default, takes all the network has.</param>
    /// <exception cref="ArgumentException">The model was trained for something else.</exception>
    public NetworkSwap(FaceSynthesizer synthesizer, IReadOnlyList<FaceRegion>? regions = null)
    {
        _synthesizer = RegionModels.Require(synthesizer);
        _regions = regions?.Select(region => region.Name).ToHashSet();
    }

    /// <summary>
    /// Side of the pasted face in multiples of the network's, from 1 to 8: the aligned faces are split into that many interleaved sub-samples per axis, each
    /// goes through the network (facefusion's pixel boost), so the work grows with the square. Default 1.
    /// </summary>
    public int Boost
    {
        get;
        init => field = value is >= 1 and <= 8 ? value : throw new ArgumentOutOfRangeException(nameof(Boost), value, "Boost must be from 1 to 8.");
    } = 1;

    /// <inheritdoc/>
    public RenderedFace Render(ImageBuffer source, DetectedFace sourceFace, ImageBuffer target, DetectedFace targetFace)
    {
        ArgumentNullException.ThrowIfNull(sourceFace);
        ArgumentNullException.ThrowIfNull(targetFace);
        var (size, template, _) = _synthesizer.Framing;
        var local = FaceAligner.Align(source, sourceFace.Landmarks, template, Boost * size);
        var global = FaceAligner.Align(target, targetFace.Landmarks, template, Boost * size);
        var tiles = _synthesizer.SynthesizeAligned([.. Enumerable.Range(0, Boost * Boost).Select(tile => Tile(global, local, tile))]);
        return AlignedPaste.Into(target, InterleavedTiles.Join(tiles, Boost), global.Transform);
    }

    private AlignedInput Tile(AlignedFace global, AlignedFace local, int tile)
    {
        var offset = new Vector2(tile % Boost, tile / Boost);
        var (kept, taken) = (Take(global), Take(local));
        return AlignedInput.Cut(
            kept.Face, kept.Landmarks, _synthesizer.Framing.Regions, region => _regions?.Contains(region.Name) == false ? kept : taken);

        (ImageBuffer Face, FaceLandmarks Landmarks) Take(AlignedFace face) =>
            (InterleavedTiles.Take(face.Image, Boost, tile), face.Landmarks.Map(point => (point - offset) / Boost));
    }
}
