using System.Diagnostics;
using GlGan.Attack;
using GlGan.Serialization;

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
