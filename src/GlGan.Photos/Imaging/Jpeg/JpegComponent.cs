namespace GlGan.Imaging;

/// <summary>One of the planes of a JPEG: how it is sampled and coded, and where its pixels go.</summary>
internal sealed class JpegComponent
{
    internal byte Id { get; set; }

    /// <summary>Samples across, in each unit of the image's sampling.</summary>
    internal int Horizontal { get; set; }

    /// <summary>Samples down, in each unit of the image's sampling.</summary>
    internal int Vertical { get; set; }

    /// <summary>Number of the quantisation table.</summary>
    internal int QuantizationIndex { get; set; }

    /// <summary>The quantisation table in the order of the file.</summary>
    internal int[] Quantization { get; set; } = [];

    internal JpegHuffmanTable Dc { get; set; } = null!;

    internal JpegHuffmanTable Ac { get; set; } = null!;

    /// <summary>The last block's mean.</summary>
    internal int Predictor { get; set; }

    /// <summary>Samples that belong to the image, across.</summary>
    internal int Width { get; set; }

    /// <summary>Samples that belong to the image, down.</summary>
    internal int Height { get; set; }

    /// <summary>Bytes from one row of <see cref="Plane"/> to the next.</summary>
    internal int Stride { get; set; }

    /// <summary>The samples, in whole blocks.</summary>
    internal byte[] Plane { get; set; } = [];

    internal ReadOnlySpan<byte> Row(int y) => Plane.AsSpan(Stride * y, Stride);
}
