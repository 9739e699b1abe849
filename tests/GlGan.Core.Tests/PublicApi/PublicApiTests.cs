using System.Reflection;
using PublicApiGenerator;

namespace GlGan.Tests.PublicApi;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("GlGan.Photos")]
    [InlineData("GlGan.Core")]
    [InlineData("GlGan.Onnx")]
    [InlineData("GlGan.Mpi")]
    [InlineData("GlGan.Video")]
    public void What_users_can_call_is_the_approved_text(string library)
    {
        var api = Assembly.Load(library).GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });

        ApprovedText.Verify(["PublicApi", $"{library}.approved.txt"], api.ReplaceLineEndings("\n").Split('\n'), $"The public API of {library} changed.");
    }
}
