using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GlGan.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tensors;

/// <summary>Converts between images and the tensors networks work on.</summary>
public static class TensorImages
{
    /// <summary>Packs images of one size into a batch.</summary>
    /// <param name="images">Images of equal size, at least one.</param>
    /// <returns>A fresh CPU tensor, float32 <c>[N, 3, H, W]</c> in [-1, 1], RGB; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is no image, or one differs in size; the message says which.</exception>
    public static Tensor FromImages(IReadOnlyList<ImageBuffer> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0) throw new ArgumentException("There is no image to pack.", nameof(images));
        int width = images[0].Width, height = images[0].Height, plane = width * height;
        for (var index = 1; index < images.Count; index++)
        {
            if (images[index] is var image && (image.Width != width || image.Height != height))
                throw new ArgumentException($"Image {index} is {image.Width}x{image.Height}, expected {width}x{height} like the first.", nameof(images));
        }

        var values = new float[checked(images.Count * 3 * plane)];
        for (var index = 0; index < images.Count; index++) SignedPlanes.Write(images[index], values.AsSpan(index * 3 * plane));
        return torch.tensor(values, [images.Count, 3, height, width], device: torch.CPU);
    }

    /// <summary>Turns packed planes into numbers in one pass.</summary>
    /// <param name="planes">Bytes of images in planes.</param>
    /// <param name="shape">Shape of the result.</param>
    /// <returns>A fresh CPU tensor, float32 in [-1, 1]; the caller disposes it.</returns>
    internal static Tensor FromPlanes(ReadOnlySpan<byte> planes, long[] shape)
    {
        const float Scale = 1 / 127.5f;
        var result = torch.empty(shape, ScalarType.Float32, torch.CPU);
        var values = MemoryMarshal.Cast<byte, float>(result.bytes);
        var i = 0;
        for (; i + 16 <= planes.Length; i += 16)
        {
            var (low, high) = Vector256.Widen(Vector256.WidenLower(Vector128.Create(planes[i..]).ToVector256Unsafe()).AsInt16());
            (Vector256.ConvertToSingle(low) * Scale - Vector256<float>.One).CopyTo(values[i..]);
            (Vector256.ConvertToSingle(high) * Scale - Vector256<float>.One).CopyTo(values[(i + 8)..]);
        }

        for (; i < planes.Length; i++) values[i] = planes[i] * Scale - 1;
        return result;
    }

    /// <summary>Unpacks a batch: clamped to [-1, 1] and rounded to the nearest of 256 levels. NaN gives black.</summary>
    /// <param name="batch">Floating-point tensor <c>[N, 3, H, W]</c> of at least one image, RGB, on any device. Borrowed.</param>
    /// <exception cref="ArgumentException">The shape or type is another.</exception>
    public static ImageBuffer[] ToImages(Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.dim() != 4 || batch.shape[1] != 3 || !batch.is_floating_point() || batch.numel() == 0)
        {
            var found = $"{batch.dtype} [{string.Join(", ", batch.shape)}]";
            throw new ArgumentException($"Expected a floating-point tensor [N, 3, H, W] of at least one image; got {found}.", nameof(batch));
        }

        using var scope = torch.NewDisposeScope();
        int count = (int)batch.shape[0], height = (int)batch.shape[2], width = (int)batch.shape[3], plane = width * height;
        var values = MemoryMarshal.Cast<byte, float>(batch.detach().to(ScalarType.Float32).cpu().contiguous().bytes);
        var images = new ImageBuffer[count];
        for (var index = 0; index < count; index++) images[index] = SignedPlanes.Read(values.Slice(index * 3 * plane, 3 * plane), width, height);
        return images;
    }
}
