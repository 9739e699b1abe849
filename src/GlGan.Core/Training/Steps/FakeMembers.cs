using GlGan.Discriminators;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>Fakes and what belongs to them as named tensors: <c>image</c>, <c>condition</c> and <c>placement.REGION</c>.</summary>
internal static class FakeMembers
{
    internal const string Image = "image";

    private const string Condition = "condition";
    private const string PlacementPrefix = "placement.";

    /// <summary>The tensors themselves.</summary>
    internal static Dictionary<string, Tensor> Of(DiscriminatorInput input)
    {
        var members = new Dictionary<string, Tensor> { [Image] = input.Image };
        if (input.Condition is not null) members[Condition] = input.Condition;
        foreach (var (region, center) in input.Placement ?? new Dictionary<string, Tensor>()) members[PlacementPrefix + region] = center;
        return members;
    }

    /// <summary>What <see cref="Of"/> makes such tensors of.</summary>
    internal static DiscriminatorInput Input(IReadOnlyDictionary<string, Tensor> members)
    {
        var placement = members.Where(member => member.Key.StartsWith(PlacementPrefix, StringComparison.Ordinal)).ToDictionary(member => member.Key[PlacementPrefix.Length..], member => member.Value);
        return new(members[Image], members.GetValueOrDefault(Condition), placement.Count == 0 ? null : placement);
    }
}
