using GlGan.Cli.Commands;
using GlGan.Onnx;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Cli;

[Collection("Tensors")]
public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_becomes_a_file_that_runs()
    {
        var (exitCode, output) = CommandOutput.Capture(() => GlganCommand.Invoke(["export", "--model", TinyModel.Save(_folder, 1, ModelPurpose.Region), "--out", _folder.File("new/model.onnx")]));

        Assert.Equal(0, exitCode);
        Assert.Contains("MB)", output);
        using var network = OnnxNetwork.Load(_folder.File("new/model.onnx"));
        Assert.Equal((ModelPurpose.Region, 32), (network.Purpose, network.Framing.ImageSize));
    }

    [Fact]
    public void What_cannot_be_is_refused_and_leaves_the_model_as_it_was()
    {
        var model = TinyModel.Save(_folder, 1);
        var before = File.ReadAllBytes(model);

        Assert.Contains("is a folder", CommandOutput.Refusal("export", "--model", model, "--out", _folder.FullPath));
        Assert.Contains("would be overwritten", CommandOutput.Refusal("export", "--model", model, "--out", model));
        Assert.Contains("there is no file", CommandOutput.Refusal("export", "--model", _folder.File("none"), "--out", _folder.File("out.onnx")));
        Assert.Equal(before, File.ReadAllBytes(model));
        Assert.Equal([Path.GetFileName(model)], _folder.Names());
    }
}
