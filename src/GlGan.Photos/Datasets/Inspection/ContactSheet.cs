using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>A sheet of aligned faces, their landmarks as dots and the regions as boxes, to see at a glance whether a dataset is read as it is meant.</summary>
public static class ContactSheet
{
    private const int Columns = 8;
    private const float DotRadius = 0.014f;

    private static readonly (byte, byte, byte) Dot = (255, 40, 60);

    private static readonly (byte, byte, byte)[] Boxes = [(90, 200, 255), (90, 200, 255), (255, 210, 70), (130, 240, 110)];

    /// <summary>Draws a sheet. Samples are drawn at random; of pairs, the target stands right of the input. Damaged images are left out.</summary>
    /// <param name="dataset">The dataset; borrowed.</param>
    /// <param name="faces">Number of images on the sheet, at least 1; fewer when the dataset is small.</param>
    /// <param name="options">Size and template; defaults unless given.</param>
    /// <param name="seed">Seed of the choice.</param>
    /// <param name="codec">Decoder; <see cref="SkiaImageCodec.Default"/> unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    /// <exception cref="InvalidDataException">No image can be used.</exception>
    public static ImageBuffer Draw(IFaceDataset dataset, int faces = 48, AlignmentOptions? options = null, ulong seed = 0, IImageCodec? codec = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(faces, 1);
        options = options.ValidOrDefault();
        var order = IndexShuffle.Within(seed, 0, dataset.Count);
        List<ImageBuffer> cells = [];
        for (var place = 0; place < dataset.Count && cells.Count < faces; place++)
        {
            var sample = dataset[order[place]];
            try
            {
                cells.AddRange(sample.Target is null ? [Cell(sample)] : [Cell(sample), Cell(sample.Target)]);
            }
            catch (Exception problem) when (SampleAlignment.IsDamage(problem))
            {
                // The report lists damaged images.
            }
        }

        return cells.Count > 0
            ? ImageGrid.Compose(cells, Math.Min(Columns, cells.Count))
            : throw new InvalidDataException($"None of the {dataset.Count} images of {dataset.Name} can be used.");

        ImageBuffer Cell(FaceSample sample) =>
            Mark(SampleAlignment.Align(sample, options.Template, options.ImageSize, codec ?? SkiaImageCodec.Default), sample.Landmarks is not null);
    }

    // Without landmarks of their own, faces still have regions: where the template has them.
    private static ImageBuffer Mark(AlignedFace face, bool hasLandmarks)
    {
        var image = face.Image.Clone();
        foreach (var (region, color) in FaceRegion.Standard.Zip(Boxes))
        {
            var (width, height) = region.PixelSize(image.Width);
            Annotations.Box(image, region.Center(face.Landmarks, image.Width), width, height, color);
        }

        foreach (var point in hasLandmarks ? face.Landmarks.ToArray() : []) Annotations.Dot(image, point, Math.Max(1, DotRadius * image.Width), Dot);
        return image;
    }
}
