using GlGan.Generators;
using GlGan.Training;

namespace GlGan.Tests.Building;

/// <summary>TorchSharp 0.107 counts parameters more often when they are made than when they are freed: networks made alone show by how much.</summary>
internal static class Miscounted
{
    /// <summary>What remains counted of freed networks of the Tiny preset.</summary>
    /// <param name="generators">Number of generators, beside one set of discriminators.</param>
    internal static long Of(int generators)
    {
        var before = LiveTensors.Settled();
        foreach (var discriminator in GlGanPreset.Tiny.Discriminators.Create(GlGanPreset.Tiny.Generator.Regions)) discriminator.Dispose();
        for (var i = 0; i < generators; i++) new GlGanGenerator(GlGanPreset.Tiny.Generator).Dispose();
        return LiveTensors.Settled() - before;
    }
}
