using GlGan.Building;
using PublicApiGenerator;

namespace GlGan.Tests.PublicApi;

public sealed class PublicApiTests
{
    [Fact]
    public void What_users_can_call_is_the_approved_text()
    {
        var api = typeof(GlGanBuilder).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });

        ApprovedText.Verify(["PublicApi", "GlGan.Core.approved.txt"], api.ReplaceLineEndings("\n").Split('\n'), "The public API of GlGan.Core changed.");
    }
}
