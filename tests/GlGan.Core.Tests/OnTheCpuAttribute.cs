using System.Reflection;
using Xunit.v3;

namespace GlGan.Tests;

/// <summary>Tests that hold for the CPU alone, and why. On another device they are skipped; their trait is <c>Device=CPU</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OnTheCpuAttribute(string why) : BeforeAfterTestAttribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Device", "CPU")];

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        Assert.SkipUnless(TestDevice.IsCpu, $"Holds for the CPU: {why}");
}
