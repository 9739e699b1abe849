using static TorchSharp.torch;
using TorchSharp;

namespace GlGan.Tests.Devices;

/// <summary>
/// A step on the device <c>meta</c>, whose tensors have shapes and types but no values. As on a GPU, an operator that is given a tensor of the CPU too fails; and unlike on a GPU, so does whoever asks for a
/// value, which would make the CPU wait.
/// </summary>
[Collection("Tensors")]
public sealed class StepOffTheCpuTests
{
    private static readonly Device Elsewhere = new(DeviceType.META);

    [Theory]
    [MemberData(nameof(SmallRecipes.Names), MemberType = typeof(SmallRecipes))]
    public void A_step_never_leaves_its_device_and_asks_for_no_value(string name)
    {
        using var rig = new StepRig(SmallRecipes.All[name], Elsewhere);

        rig.Run();
        rig.Run();

        Assert.All(rig.Generator.state_dict().Values, value => Assert.Equal(DeviceType.META, value.device_type));
    }
}
