using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Serialization;
using GlGan.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Features;

/// <summary>
/// The feature network inside this library: 0.4 million weights, trained by <c>tools/GlGan.FeatureTraining</c> on rendered people to tell them apart in any
/// pose and to find their landmarks. It makes identity, perceptual and Fréchet numbers possible with no download; it has seen no real person, so its
/// numbers are comparable with nothing but themselves, and a Fréchet distance over it is not the FID.
/// Faces are expected in the framing of <see cref="FaceTemplate.TpGan128"/>. Layers: four feature maps of 24, 48, 96 and 96 channels at 32, 16, 8
/// and 4 pixels, then the embedding, a vector of length 1 with 128 values. Safe to use from any number of threads. Gradients flow to the images and
/// not to the weights.
/// </summary>
public sealed class SyntheticFaceNetwork : IFeatureNetwork, IDisposable
{
    private const string Judge = "GlGan.Features.synthetic-face-network.safetensors", Teacher = "GlGan.Features.synthetic-face-teacher.safetensors";
    private const int BatchSize = 64;

    private readonly FaceNetwork _network;
    private readonly Device _device;

    private SyntheticFaceNetwork(FaceNetwork network, Device device)
    {
        // Whoever loads a network within a scope keeps it beyond.
        foreach (var weights in network.parameters().Concat(network.buffers()))
        {
            weights.requires_grad = false;
            weights.DetachFromDisposeScope();
        }

        network.eval();
        (_network, _device) = (network, device);
    }

    /// <summary>Length of an embedding.</summary>
    public static int EmbeddingLength => FaceNetwork.EmbeddingLength;

    /// <summary>Loads the network embedded in this assembly.</summary>
    /// <param name="device">Where it runs, and where its images must be; <see langword="null"/> for the CPU.</param>
    public static SyntheticFaceNetwork LoadEmbedded(Device? device = null) => LoadResource(Judge, device);

    /// <summary>
    /// Loads the other embedded network: of another build, trained on other people, for generators to be trained against, which <see cref="LoadEmbedded"/> then judges. Its
    /// five feature maps have 12, 24, 48, 96 and 96 channels at 64, 32, 16, 8 and 4 pixels.
    /// </summary>
    /// <param name="device">Where it runs, and where its images must be; <see langword="null"/> for the CPU.</param>
    public static SyntheticFaceNetwork LoadTeacher(Device? device = null) => LoadResource(Teacher, device);

    /// <summary>Loads a network that <c>tools/GlGan.FeatureTraining</c> has written.</summary>
    /// <param name="path">Safetensors file.</param>
    /// <param name="device">Where it runs, and where its images must be; <see langword="null"/> for the CPU.</param>
    /// <exception cref="WeightMismatchException">The file holds another network.</exception>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    public static SyntheticFaceNetwork Load(string path, Device? device = null)
    {
        using var reader = SafetensorsReader.Open(path);
        return Load(reader, device);
    }

    /// <inheritdoc/>
    /// <remarks>Images of another size than 64×64 are resized, bilinearly and antialiased.</remarks>
    public IReadOnlyList<Tensor> Features(Tensor images)
    {
        TensorGuard.Shape(images, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any]);
        using var scope = NewDisposeScope();
        var output = Run(images);
        return [.. output.Maps.Append(output.Embedding).Select(feature => feature.MoveToOuterDisposeScope())];
    }

    /// <summary>Who the people are: the cosine of two embeddings, their scalar product, is high for one person and low for two.</summary>
    /// <param name="images">Images of one size, at least one.</param>
    /// <returns>One embedding of length 1 per image.</returns>
    /// <exception cref="ArgumentException">There is no image, or one differs in size.</exception>
    public IReadOnlyList<float[]> Embed(IReadOnlyList<ImageBuffer> images) => Rows(images, output => output.Embedding);

    /// <summary>Where eyes, nose and mouth are.</summary>
    /// <param name="images">Images of one size, at least one.</param>
    /// <returns>Landmarks in pixels of each image; those the head hides are guesses.</returns>
    /// <exception cref="ArgumentException">There is no image, or one differs in size.</exception>
    public IReadOnlyList<FaceLandmarks> Landmarks(IReadOnlyList<ImageBuffer> images) =>
        [.. Rows(images, output => output.Points).Select((row, i) => FacePoints.ToLandmarks(row, new Vector2(images[i].Width, images[i].Height)))];

    /// <summary>Frees the network.</summary>
    public void Dispose() => _network.Dispose();

    private static SyntheticFaceNetwork LoadResource(string name, Device? device)
    {
        using var stream = typeof(SyntheticFaceNetwork).Assembly.GetManifestResourceStream(name)!;
        using var reader = SafetensorsReader.Open(name, stream);
        return Load(reader, device);
    }

    private static SyntheticFaceNetwork Load(SafetensorsReader reader, Device? device)
    {
        device ??= CPU;
        var network = new FaceNetwork(seed: 0, reader.Names.Contains("stages.0.first.conv.weight") ? FaceNetworkKind.Plain : FaceNetworkKind.Residual);
        try
        {
            ModuleWeights.Load(network, reader);
            network.to(device);
            return new SyntheticFaceNetwork(network, device);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private FaceNetworkOutput Run(Tensor images)
    {
        var input = images.to(ScalarType.Float32);
        const int Side = FaceNetwork.ImageSize;
        if (input.shape[2] != Side || input.shape[3] != Side)
            input = nn.functional.interpolate(input, size: [Side, Side], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true);
        return _network.call(input);
    }

    private float[][] Rows(IReadOnlyList<ImageBuffer> images, Func<FaceNetworkOutput, Tensor> select)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var gradient = no_grad();
        return [.. images.Chunk(BatchSize).SelectMany(Chunk)];

        float[][] Chunk(ImageBuffer[] chunk)
        {
            using var scope = NewDisposeScope();
            var values = select(Run(TensorImages.FromImages(chunk).to(_device))).cpu().data<float>().ToArray();
            return [.. values.Chunk(values.Length / chunk.Length)];
        }
    }
}
