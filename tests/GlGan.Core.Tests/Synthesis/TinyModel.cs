using GlGan.Faces;
using GlGan.Generators;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;

namespace GlGan.Tests.Synthesis;

/// <summary>Untrained models of the Tiny preset, and faces to try them on.</summary>
internal static class TinyModel
{
    private static readonly SyntheticFaces Faces = new(1);

    internal static GlGanModel Create(ulong seed, ModelPurpose task = ModelPurpose.Frontal) => new(new GlGanGenerator(GlGanPreset.Tiny.Generator.For(task), seed), task);

    /// <summary>Writes a model file and returns its path.</summary>
    internal static string Save(TemporaryFolder folder, ulong seed, ModelPurpose task = ModelPurpose.Frontal) => Write(folder, seed, Create(seed, task));

    /// <summary>Writes one that paints every pixel, and has not learnt how.</summary>
    internal static string SaveRepainting(TemporaryFolder folder, ulong seed, ModelPurpose task) =>
        Write(folder, seed, new(new GlGanGenerator(GlGanPreset.Tiny.Generator with { Composition = OutputComposition.Repaint }, seed), task));

    private static string Write(TemporaryFolder folder, ulong seed, GlGanModel created)
    {
        using var model = created;
        var path = folder.File($"model-{seed}.safetensors");
        model.Save(path);
        return path;
    }

    internal static SynthesisRequest Request(int person)
    {
        var face = Faces.Render(person, Faces.View(person, 0), 64, FaceTemplate.TpGan128);
        return new SynthesisRequest(face.Image, face.Landmarks);
    }
}
