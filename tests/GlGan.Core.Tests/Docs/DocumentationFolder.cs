using GlGan.Imaging;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Docs;

/// <summary>What running code of the documentation finds in its working folder: <c>photo.png</c>, and untrained models: a frontal one, <c>model.safetensors</c>, one for regions, and the frontal one exported, <c>model.onnx</c>.</summary>
internal sealed class DocumentationFolder : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;

    internal DocumentationFolder(TemporaryFolder folder)
    {
        ImageFile.Save(folder.File("photo.png"), TinyModel.Request(0).Image);
        File.Move(TinyModel.Save(folder, 1), folder.File("model.safetensors"));
        File.Move(TinyModel.Save(folder, 1, ModelPurpose.Region), folder.File("regions.safetensors"));
        using (var model = TinyModel.Create(1)) model.ExportOnnx(folder.File("model.onnx"));
        Environment.CurrentDirectory = folder.FullPath;
    }

    public void Dispose() => Environment.CurrentDirectory = _before;
}
