using System.Diagnostics;
using GlGan.Benchmarks.Baselines;
using GlGan.Exporting;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Onnx;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;
using Google.Protobuf;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// The time of one aligned face, from bytes to bytes: the library's synthesiser and the same on an exported file, and ONNX Runtime alone from tensor to tensor. They
/// take turns, so that a machine that slows down does so for all.
/// </summary>
internal static class OnnxSpeedScenario
{
    private const int Rounds = 21, WarmUps = 3;

    /// <summary>Prints the medians. Arguments: names of presets (default compact and standard).</summary>
    /// <returns>0.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        foreach (var name in arguments is [] ? ["compact", "standard"] : arguments) Measure(GlGanPreset.Named(name));
        return 0;
    }

    private static void Measure(GlGanPreset preset)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model.onnx");
        using var model = new GlGanModel(new GlGanGenerator(preset.Generator.For(ModelPurpose.Frontal), seed: 1), ModelPurpose.Frontal);
        model.ExportOnnx(path);
        using var library = model.CreateSynthesizer();
        using var network = OnnxNetwork.Load(path);
        using var exported = new FaceSynthesizer(network);
        using var session = new OnnxSession(OnnxGenerator.ToModel(model.Generator, ModelPurpose.Frontal).ToByteArray(), Environment.ProcessorCount);
        using var noise = RandomInput.Create(model.Generator.Options, batch: 1, seed: 3);
        var person = new SyntheticFaces(seed: 2).Render(7, FaceView.Frontal, 256);
        AlignedInput[] face = [library.Prepare(new(person.Image, person.Landmarks))];

        (string Name, Action Run)[] contenders =
        [
            ("FaceSynthesizer on libtorch", () => library.SynthesizeAligned(face)),
            ("FaceSynthesizer on ONNX Runtime", () => exported.SynthesizeAligned(face)),
            ("ONNX Runtime alone", () => session.Run(noise).Dispose()),
        ];
        var times = contenders.Select(_ => new List<double>()).ToArray();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            foreach (var (contender, own) in contenders.Zip(times))
            {
                var start = Stopwatch.GetTimestamp();
                contender.Run();
                if (round >= 0) own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Console.WriteLine($"{preset.Name}: {new FileInfo(path).Length / 1e6:F1} MB of ONNX; milliseconds per face, median (fastest) of {Rounds}");
        foreach (var (contender, own) in contenders.Zip(times)) Console.WriteLine($"  {contender.Name,-34} {own.Order().ElementAt(Rounds / 2),7:F1} ({own.Min():F1})");
    }
}
