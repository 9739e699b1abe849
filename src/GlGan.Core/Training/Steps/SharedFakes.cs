using GlGan.Collectives;
using GlGan.Discriminators;
using GlGan.Pairs;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>Brings the fakes of all processes to each of them.</summary>
internal static class SharedFakes
{
    /// <summary>The fakes of all batches of a step, in order.</summary>
    /// <param name="ranks">The processes.</param>
    /// <param name="own">Those of this process's batches; borrowed.</param>
    /// <param name="share">Which batches of the step they are.</param>
    /// <param name="device">Where they are.</param>
    internal static IReadOnlyList<DiscriminatorInput> Gather(ICollective ranks, IReadOnlyList<DiscriminatorInput> own, BatchShare share, Device device)
    {
        if (ranks.Size == 1) return own;
        using var gradient = no_grad();
        var shapes = ranks.Gather(Shapes(own), StepJson.Default.FakeShapes);
        var counts = shapes.SelectMany(shape => shape.Counts).ToArray();
        // A process without a batch knows no shapes; the first has one.
        var members = shapes[0].Members.ToDictionary(member => member.Key, member => zeros([counts.Sum(), .. member.Value], ScalarType.Float32, device));
        var row = counts[..share.First].Sum();
        foreach (var fake in own)
        {
            var count = fake.Image.shape[0];
            foreach (var (name, tensor) in FakeMembers.Of(fake)) members[name].narrow(0, row, count).copy_(tensor);
            row += count;
        }

        // Each row is zero everywhere but in one process.
        ranks.Sum([.. members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => member.Value)]);
        var batches = members.ToDictionary(member => member.Key, member => member.Value.split(counts));
        return [.. Enumerable.Range(0, counts.Length).Select(i => FakeMembers.Input(batches.ToDictionary(member => member.Key, member => member.Value[i])))];
    }

    private static FakeShapes Shapes(IReadOnlyList<DiscriminatorInput> fakes) => new(
        [.. fakes.Select(fake => fake.Image.shape[0])],
        fakes.Count == 0 ? [] : FakeMembers.Of(fakes[0]).ToDictionary(member => member.Key, member => member.Value.shape[1..]));
}
