using GlGan.DependencyInjection;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Synthesis;
using GlGan.Tests.Building;
using GlGan.Tests.Synthesis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GlGan.Tests.DependencyInjection;

[Collection("Tensors")]
public sealed class AddGlGanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Adding_twice_registers_once()
    {
        var services = new ServiceCollection();
        services.AddGlGan().UseModel(TinyModel.Save(_folder, 1));
        services.AddGlGan("other");
        var once = services.Count(descriptor => descriptor.ServiceType.Namespace!.StartsWith("GlGan", StringComparison.Ordinal));

        services.AddGlGan();
        services.AddGlGan("other");

        Assert.Equal(once, services.Count(descriptor => descriptor.ServiceType.Namespace!.StartsWith("GlGan", StringComparison.Ordinal)));
        Assert.Single(services, descriptor => descriptor.ServiceType == typeof(IValidateOptions<GlGanOptions>));
        using var provider = services.BuildServiceProvider();
        Assert.Same(provider.GetRequiredService<FaceSynthesizer>(), provider.GetRequiredService<FaceSynthesizer>());
    }

    [Fact]
    public void Two_models_are_two_keyed_synthesisers()
    {
        var services = new ServiceCollection();
        services.AddGlGan("one").UseModel(TinyModel.Save(_folder, 1));
        services.AddGlGan("two").UseModel(TinyModel.Save(_folder, 2));
        using var provider = services.BuildServiceProvider();
        using var first = TinyModel.Create(1);
        using var second = TinyModel.Create(2);

        Assert.Equal(Pixels(first.CreateSynthesizer()), Pixels(provider.GetRequiredKeyedService<FaceSynthesizer>("one")));
        Assert.Equal(Pixels(second.CreateSynthesizer()), Pixels(provider.GetRequiredKeyedService<FaceSynthesizer>("two")));
        Assert.NotEqual(Pixels(first.CreateSynthesizer()), Pixels(second.CreateSynthesizer()));
        Assert.Null(provider.GetService<FaceSynthesizer>());
    }

    [Fact]
    public async Task A_registered_synthesiser_serves_16_threads_as_it_serves_one()
    {
        var services = new ServiceCollection();
        services.AddGlGan().UseModel(TinyModel.Save(_folder, 1)).UseDevice("cpu");
        await using var provider = services.BuildServiceProvider();
        var synthesizer = provider.GetRequiredService<FaceSynthesizer>();
        var requests = Enumerable.Range(0, 16).Select(TinyModel.Request).ToArray();
        var sequential = requests.Select(request => synthesizer.Synthesize([request])[0].Pixels).ToArray();

        var concurrent = await Task.WhenAll(requests.Select(request => Task.Run(() => synthesizer.SynthesizeAsync(request), TestContext.Current.CancellationToken)));

        Assert.Equal(sequential, concurrent.Select(image => image.Pixels));
    }

    [Fact]
    public void What_the_application_registers_itself_wins()
    {
        using var model = TinyModel.Create(5);
        using var own = model.CreateSynthesizer();
        var services = new ServiceCollection().AddSingleton(own).AddSingleton(new SwapOptions { Blender = new RedBlender() });
        services.AddGlGan();
        using var provider = services.BuildServiceProvider();
        var request = TinyModel.Request(0);
        var face = new DetectedFace(request.Landmarks);

        var swapped = provider.GetRequiredService<FaceEditor>().Swap(request.Image, face, request.Image, [face]);

        Assert.Same(own, provider.GetRequiredService<FaceSynthesizer>());
        RedBlender.AssertMade(swapped);
    }

    [Fact]
    public void A_model_of_the_applications_own_outlives_the_services()
    {
        using var model = TinyModel.Create(5);
        var services = new ServiceCollection().AddSingleton(model);
        services.AddGlGan().UseModel();
        byte[] pixels;
        using (var provider = services.BuildServiceProvider()) pixels = Pixels(provider.GetRequiredService<FaceSynthesizer>());

        Assert.Equal(pixels, Pixels(model.CreateSynthesizer()));
    }

    [Fact]
    public void Options_come_from_the_configuration_by_name()
    {
        var path = TinyModel.Save(_folder, 1);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Faces:ModelPath"] = path,
            ["Faces:Device"] = "cpu",
            ["Faces:Synthesis:QueueCapacity"] = "7",
            ["Faces:Synthesis:WhenFull"] = "Refuse",
        }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddGlGan("portrait").UseModel();
        services.AddOptions<GlGanOptions>("portrait").BindConfiguration("Faces");
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<GlGanOptions>>().Get("portrait");

        Assert.Equal((path, "cpu", 7, FullQueue.Refuse), (options.ModelPath, options.Device, options.Synthesis.QueueCapacity, options.Synthesis.WhenFull));
        using var model = TinyModel.Create(1);
        Assert.Equal(Pixels(model.CreateSynthesizer()), Pixels(provider.GetRequiredKeyedService<FaceSynthesizer>("portrait")));
    }

    [Fact]
    public void Options_by_name_are_each_models_own()
    {
        var services = new ServiceCollection();
        services.AddGlGan("portraits").UseModel();
        services.AddGlGan("sketches").UseModel();
        services.Configure<GlGanOptions>("portraits", options => options.ModelPath = TinyModel.Save(_folder, 1));
        services.Configure<GlGanOptions>("sketches", options => options.ModelPath = TinyModel.Save(_folder, 2));
        using var provider = services.BuildServiceProvider();
        using var second = TinyModel.Create(2);

        Assert.Equal(Pixels(second.CreateSynthesizer()), Pixels(provider.GetRequiredKeyedService<FaceSynthesizer>("sketches")));
        Assert.NotEqual(Pixels(second.CreateSynthesizer()), Pixels(provider.GetRequiredKeyedService<FaceSynthesizer>("portraits")));
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("CPU")]
    [InlineData("cuda:")]
    [InlineData("cuda:x")]
    [InlineData("cuda:-1")]
    [InlineData("cuda: 1")]
    [InlineData("cuda:+1")]
    [InlineData("cuda:1,0")]
    [InlineData("cuda:99999999999")]
    [InlineData("")]
    public void A_device_that_is_none_is_refused_at_the_start_with_what_to_write_instead(string device)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Faces:Device"] = device }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        var builder = services.AddGlGan("portrait");
        services.AddOptions<GlGanOptions>("portrait").BindConfiguration("Faces").ValidateOnStart();
        using var provider = services.BuildServiceProvider();

        var problem = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains($"GlGanOptions 'portrait': Device must be auto, cpu, cuda or cuda:N, such as cuda:0; got '{device}'.", problem.Message);
        Assert.Contains("Device must be", Assert.Throws<ArgumentException>("name", () => builder.UseDevice(device)).Message);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("cpu")]
    [InlineData("cuda")]
    [InlineData("cuda:0")]
    [InlineData("cuda:12")]
    public void Devices_that_a_machine_may_have_are_taken(string device)
    {
        var services = new ServiceCollection();
        services.AddGlGan().UseDevice(device);
        using var provider = services.BuildServiceProvider();

        Assert.Equal(device, provider.GetRequiredService<IOptions<GlGanOptions>>().Value.Device);
    }

    [Fact]
    public void All_errors_of_options_come_in_one_message_that_names_them()
    {
        var services = new ServiceCollection();
        services.AddGlGan("portrait", options =>
        {
            options.ModelPath = "nowhere.safetensors";
            options.Device = "";
            options.Synthesis = new() { QueueCapacity = 0 };
        });
        using var provider = services.BuildServiceProvider();

        var message = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredKeyedService<FaceSynthesizer>("portrait")).Message;

        Assert.Contains("GlGanOptions 'portrait': ModelPath: there is no file 'nowhere.safetensors'.", message);
        Assert.Contains("Device must be auto, cpu, cuda or cuda:N, such as cuda:0; got ''.", message);
        Assert.Contains("Synthesis.QueueCapacity must be at least 1; got 0.", message);
    }

    [Fact]
    public void Without_a_model_photos_are_edited_and_synthesis_says_which_call_is_missing()
    {
        var services = new ServiceCollection();
        services.AddGlGan();
        using var provider = services.BuildServiceProvider();

        var photo = TinyModel.Request(0).Image;
        Assert.Equal(new FaceEditor().Smooth(photo).Pixels, provider.GetRequiredService<FaceEditor>().Smooth(photo).Pixels);
        Assert.Contains("call AddGlGan().UseModel(path)", Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<FaceSynthesizer>()).Message);
    }

    [Fact]
    public async Task Disposing_the_provider_ends_the_synthesiser_before_its_model_and_leaves_nothing()
    {
        var path = TinyModel.Save(_folder, 1);
        await Run();
        using var model = TinyModel.Create(1);
        using var folded = model.Generator.Fold();
        var before = LiveTensors.Settled();

        var synthesizer = await Run();

        Assert.Equal(before + LiveTensors.Miscounted(model.Generator, folded), LiveTensors.Settled());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => synthesizer.SynthesizeAsync(TinyModel.Request(0), TestContext.Current.CancellationToken));

        async Task<FaceSynthesizer> Run()
        {
            var services = new ServiceCollection();
            services.AddGlGan().UseModel(path);
            await using var provider = services.BuildServiceProvider();
            var waiting = Enumerable.Range(0, 8).Select(person => provider.GetRequiredService<FaceSynthesizer>().SynthesizeAsync(TinyModel.Request(person))).ToArray();
            await waiting[0];
            return provider.GetRequiredService<FaceSynthesizer>();
        }
    }

    [Fact]
    public void A_loaded_model_is_logged()
    {
        var path = TinyModel.Save(_folder, 1);
        using var log = new RecordingLoggers();
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(log);
        services.AddGlGan().UseModel(path);
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<FaceSynthesizer>();

        var (level, text) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Information, level);
        Assert.StartsWith($"Loaded the model '{path}' (Frontal, 32 pixels, 0 images trained) to cpu", text);
        Assert.EndsWith(", as 'default'.", text);
    }

    private static byte[] Pixels(FaceSynthesizer synthesizer) => synthesizer.Synthesize([TinyModel.Request(0)])[0].Pixels;
}
