using GlGan.Imaging;
using GlGan.Onnx;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Onnx;

[Collection("Tensors")]
public sealed class OnnxNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SynthesisRequest[] _requests = [.. Enumerable.Range(0, 16).Select(TinyModel.Request)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ModelPurpose.Region)]
    [InlineData(ModelPurpose.Frontal)]
    [InlineData(ModelPurpose.Paired)]
    public void It_makes_the_images_of_the_model_it_was_exported_from(ModelPurpose purpose)
    {
        using var model = TinyModel.Create(1, purpose);
        using var network = OnnxNetwork.Load(Export(model));
        using var synthesizer = new FaceSynthesizer(network);

        var (expected, images) = (model.CreateSynthesizer().Synthesize(_requests[..3]), synthesizer.Synthesize(_requests[..3]));

        Assert.Equal(purpose, synthesizer.Purpose);
        Assert.Equal(model.Generator.Options.Framing with { Regions = [] }, synthesizer.Framing with { Regions = [] });
        Assert.Equal(model.Generator.Options.Framing.Regions, synthesizer.Framing.Regions);
        for (var i = 0; i < images.Count; i++) RequireNear(expected[i], images[i]);
    }

    [Fact]
    public void Bytes_depend_on_neither_company_nor_order()
    {
        using var network = Load();
        using var synthesizer = new FaceSynthesizer(network);
        var alone = _requests.Select(request => synthesizer.Synthesize([request])[0].Pixels).ToArray();

        Assert.Equal(alone, synthesizer.Synthesize(_requests).Select(image => image.Pixels));
        Assert.Equal(alone.Reverse(), synthesizer.Synthesize([.. _requests.Reverse()]).Select(image => image.Pixels));
        Assert.Equal(1, network.PreferredBatch);
    }

    [Fact]
    public async Task From_16_threads_at_once_every_image_is_bitwise_the_sequential_one()
    {
        using var network = Load();
        using var synthesizer = new FaceSynthesizer(network, new() { MaxBatch = 8 });
        var alone = _requests.Select(request => synthesizer.Synthesize([request])[0].Pixels).ToArray();

        var queued = await Task.WhenAll(_requests.Select(request => Task.Run(() => synthesizer.SynthesizeAsync(request, Stop), Stop)));
        var direct = await Task.WhenAll(_requests.Select(request => Task.Run(() => synthesizer.Synthesize([request])[0], Stop)));

        Assert.Equal(alone, queued.Select(image => image.Pixels));
        Assert.Equal(alone, direct.Select(image => image.Pixels));
    }

    [Fact]
    public void The_number_of_threads_changes_no_byte()
    {
        using var model = TinyModel.Create(2);
        var path = Export(model);
        using var one = OnnxNetwork.Load(path, new() { Threads = 1 });
        using var three = OnnxNetwork.Load(path, new() { Threads = 3 });

        Assert.Equal(Pixels(one), Pixels(three));
    }

    [Theory]
    [InlineData(OnnxProvider.Cuda, "Microsoft.ML.OnnxRuntime.Gpu")]
    [InlineData(OnnxProvider.DirectML, "Microsoft.ML.OnnxRuntime.DirectML")]
    [InlineData(OnnxProvider.CoreML, "on macOS")]
    public void A_provider_that_is_not_there_says_what_to_install(OnnxProvider provider, string remedy)
    {
        Assert.SkipWhen(provider == OnnxProvider.CoreML && OperatingSystem.IsMacOS(), "It is there.");
        using var model = TinyModel.Create(2);
        var path = Export(model);

        var problem = Assert.Throws<OnnxException>(() => OnnxNetwork.Load(path, new() { Provider = provider }));

        Assert.Equal(path, problem.FilePath);
        Assert.Contains($"{provider} was asked for", problem.Message);
        Assert.Contains(remedy, problem.Message);
    }

    [Fact]
    public void Options_that_are_wrong_are_refused_before_the_file_is_read()
    {
        var problem = Assert.Throws<ArgumentException>(() => OnnxNetwork.Load("none", new() { Provider = (OnnxProvider)9, DeviceId = -1, Threads = 0 }));

        Assert.Contains("Provider is unknown; got 9.", problem.Message);
        Assert.Contains("DeviceId must not be negative; got -1.", problem.Message);
        Assert.Contains("Threads must be at least 1, or null; got 0.", problem.Message);
    }

    [Fact]
    public void Disposing_twice_does_nothing()
    {
        var network = Load();

        network.Dispose();
        network.Dispose();
    }

    private byte[] Pixels(OnnxNetwork network)
    {
        using var synthesizer = new FaceSynthesizer(network);
        return synthesizer.Synthesize([_requests[0]])[0].Pixels;
    }

    private OnnxNetwork Load()
    {
        using var model = TinyModel.Create(3);
        return OnnxNetwork.Load(Export(model));
    }

    private string Export(GlGanModel model)
    {
        var path = _folder.File("model.onnx");
        model.ExportOnnx(path);
        return path;
    }

    private static void RequireNear(ImageBuffer expected, ImageBuffer image) =>
        Assert.All(expected.Pixels.Zip(image.Pixels), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
}
