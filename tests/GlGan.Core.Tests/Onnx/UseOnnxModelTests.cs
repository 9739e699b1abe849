using GlGan.DependencyInjection;
using GlGan.Onnx;
using GlGan.Synthesis;
using GlGan.Tests.DependencyInjection;
using GlGan.Tests.Synthesis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GlGan.Tests.Onnx;

[Collection("Tensors")]
public sealed class UseOnnxModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceCollection _services = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_synthesiser_runs_the_file()
    {
        var path = Export(1);
        _services.AddGlGan().UseOnnxModel(path);
        using var provider = _services.BuildServiceProvider();

        Assert.Equal(Pixels(path), Pixels(provider.GetRequiredService<FaceSynthesizer>()));
        Assert.Same(provider.GetRequiredService<OnnxNetwork>(), provider.GetRequiredService<ISynthesisNetwork>());
    }

    [Fact]
    public void Models_by_name_have_files_of_their_own()
    {
        string[] paths = [Export(1), Export(2)];
        _services.AddGlGan("one").UseOnnxModel(paths[0]);
        _services.AddGlGan("two").UseOnnxModel(paths[1], new() { Threads = 1 });
        using var provider = _services.BuildServiceProvider();

        Assert.Equal(paths.Select(Pixels), ((string[])["one", "two"]).Select(name => Pixels(provider.GetRequiredKeyedService<FaceSynthesizer>(name))));
    }

    [Fact]
    public void The_path_can_come_from_the_configuration()
    {
        var path = Export(1);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("GlGan:ModelPath", path), new("GlGan:Device", "cpu")]).Build();
        _services.AddSingleton<IConfiguration>(configuration);
        _services.AddOptions<GlGanOptions>().BindConfiguration("GlGan");
        _services.AddGlGan().UseOnnxModel();
        using var provider = _services.BuildServiceProvider();

        Assert.Equal(Pixels(path), Pixels(provider.GetRequiredService<FaceSynthesizer>()));
    }

    [Fact]
    public void Without_a_path_it_says_how_to_give_one()
    {
        _services.AddGlGan("portraits").UseOnnxModel();

        Assert.Contains("call UseOnnxModel(path), or set ModelPath in the configuration of 'portraits'", Problem("portraits"));
    }

    [Fact]
    public void The_configured_device_is_what_it_runs_on()
    {
        _services.AddGlGan().UseOnnxModel(Export(1)).UseDevice("cuda:1");

        Assert.Contains("Cuda was asked for", Problem(""));
    }

    [Fact]
    public void What_to_run_on_is_said_once()
    {
        _services.AddGlGan().UseOnnxModel(Export(1), new OnnxOptions()).UseDevice("cpu");

        Assert.Contains("GlGanOptions.Device is 'cpu', and UseOnnxModel was given OnnxOptions", Problem(""));
    }

    [Fact]
    public void Loading_is_logged()
    {
        var logs = new RecordingLoggers();
        var path = Export(1);
        _services.AddSingleton<ILoggerFactory>(logs);
        _services.AddGlGan().UseOnnxModel(path);
        using var provider = _services.BuildServiceProvider();

        provider.GetRequiredService<FaceSynthesizer>();

        Assert.Contains(logs.Entries, entry => entry.Text.StartsWith($"Loaded the model '{path}' (Frontal, 32 pixels) into ONNX Runtime (Cpu) in", StringComparison.Ordinal));
    }

    private string Problem(string name)
    {
        using var provider = _services.BuildServiceProvider();
        return Assert.ThrowsAny<Exception>(() => name.Length == 0 ? provider.GetRequiredService<FaceSynthesizer>() : provider.GetRequiredKeyedService<FaceSynthesizer>(name)).Message;
    }

    private string Export(ulong seed)
    {
        using var model = TinyModel.Create(seed);
        var path = _folder.File($"{seed}.onnx");
        model.ExportOnnx(path);
        return path;
    }

    private static byte[] Pixels(FaceSynthesizer synthesizer) => synthesizer.Synthesize([TinyModel.Request(0)])[0].Pixels;

    private static byte[] Pixels(string path)
    {
        using var network = OnnxNetwork.Load(path);
        using var synthesizer = new FaceSynthesizer(network);
        return Pixels(synthesizer);
    }
}
