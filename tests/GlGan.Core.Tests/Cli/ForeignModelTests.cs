using GlGan.Serialization;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Cli;

/// <summary>Model files that went through other hands, or are none.</summary>
[Collection("Tensors")]
public sealed class ForeignModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ForeignModelTests() => CommandFaces.Write(_folder.FullPath, count: 1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("module.")]
    [InlineData("_orig_mod.")]
    public void A_model_saved_from_a_wrapped_network_is_used(string prefix) => Assert.Equal(0, GlGan.Cli.Commands.GlganCommand.Invoke(Generate(Renamed(prefix))));

    [Fact]
    public void Another_prefix_is_named_in_a_few_lines()
    {
        var error = CommandOutput.Refusal(Generate(Renamed("net.")));

        Assert.Contains("Keys of the file begin with 'net.', those of the module do not", error);
        Assert.InRange(error.Length, 1, 700);
    }

    [Fact]
    public void A_photo_is_not_a_model() => Assert.Contains("no safetensors file, but a PNG image", CommandOutput.Refusal(Generate(_folder.File("0.png"))));

    [Theory]
    [InlineData(2, "written by an earlier version of GlGan.Core, whose networks were built otherwise: train the model again (model version 2; this one reads 3)")]
    [InlineData(99, "written by a later version of GlGan.Core: update the package (model version 99; this one reads 3)")]
    public void A_model_of_another_version_is_refused(int version, string message) =>
        Assert.Contains(message, CommandOutput.Refusal(Generate(Renamed("", text => text.Replace("\"version\":3", $"\"version\":{version}", StringComparison.Ordinal)))));

    private string[] Generate(string model) =>
        ["generate", "--model", model, "--input", _folder.File("0.png"), "--landmarks", _folder.File("landmarks.csv"), "--out", _folder.File("out.png")];

    private string Renamed(string prefix, Func<string, string>? metadata = null)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var reader = SafetensorsReader.Open(TinyModel.Save(_folder, 3, ModelPurpose.Region));
        SafetensorsWriter.Write(_folder.File("renamed.safetensors"), reader.ReadAll().ToDictionary(entry => prefix + entry.Key, entry => entry.Value), reader.Metadata.ToDictionary(entry => entry.Key, entry => metadata?.Invoke(entry.Value) ?? entry.Value));
        return _folder.File("renamed.safetensors");
    }
}
