using System.Diagnostics;
using GlGan.Attack;
using GlGan.Generators;
using GlGan.Onnx;
using GlGan.Serialization;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;
using GlGan.Training;
using TorchSharp;

namespace GlGan.Tests.Serialization;

/// <summary>Files that ask for more than they hold end in one of two documented exceptions, soon and without taking memory. <c>tests/GlGan.Attack models</c> measures all memory of the process.</summary>
[Collection("Tensors")]
public sealed class HostileModelTests : IDisposable
{
    private const long MostBytes = 100 << 20;

    // One second is promised; machines that run tests are busy.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_hostile_file_is_refused_as_documented_before_it_takes_time_or_memory()
    {
        var models = HostileModels.In(_folder.FullPath);
        List<string> faults = [];
        using (GlGanModel.Load(_folder.File("sound.safetensors")))
            foreach (var model in models)
            {
                var path = _folder.File("hostile.safetensors");
                model.Write(path);
                if (Fault(path) is { } fault) faults.Add($"{model.Name}: {fault}");
            }

        Assert.InRange(models.DistinctBy(model => model.Name).Count(), 100, models.Count);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void A_negative_variance_is_refused_by_the_name_of_its_tensor()
    {
        HostileModels.In(_folder.FullPath).Single(model => model.Name == "a negative variance").Write(_folder.File("model.safetensors"));

        var problem = Assert.Throws<SafetensorsException>(() => GlGanModel.Load(_folder.File("model.safetensors")));

        Assert.EndsWith(".running_var", problem.TensorName);
        Assert.Contains(problem.TensorName!, new GlGanGenerator(GlGanPreset.Tiny.Generator).state_dict().Keys);
        Assert.Contains("no variance is negative", problem.Message);
    }

    [Fact]
    public void Weights_that_are_finite_but_overflow_give_an_error_and_no_black_face()
    {
        using (var model = TinyModel.Create(1))
        {
            using var gradient = torch.no_grad();
            foreach (var weights in model.Generator.parameters()) weights.fill_(3e38f);
            model.Save(_folder.File("model.safetensors"));
            model.ExportOnnx(_folder.File("model.onnx"));
        }

        using var loaded = GlGanModel.Load(_folder.File("model.safetensors"));
        using var network = OnnxNetwork.Load(_folder.File("model.onnx"));

        Assert.Contains("not finite", Assert.Throws<SynthesisException>(() => loaded.CreateSynthesizer().Synthesize([TinyModel.Request(0)])).Message);
        Assert.Contains("not finite", Assert.Throws<OnnxException>(() => new FaceSynthesizer(network).Synthesize([TinyModel.Request(0)])).Message);
    }

    private static string? Fault(string path)
    {
        var (allocated, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        try
        {
            using var model = GlGanModel.Load(path);
            return "it was loaded";
        }
        catch (Exception problem) when (problem is SafetensorsException or WeightMismatchException)
        {
            if (problem.Message.Length > 5_000) return $"a message of {problem.Message.Length} characters";
            if (clock.Elapsed > Longest) return $"{clock.Elapsed.TotalSeconds} s";
            var taken = GC.GetAllocatedBytesForCurrentThread() - allocated;
            return taken > MostBytes ? $"{taken} bytes" : null;
        }
        catch (Exception problem)
        {
            return $"{problem.GetType()}: {problem.Message}";
        }
    }
}
