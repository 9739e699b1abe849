using GlGan.Exporting;
using GlGan.Foundation;
using Google.Protobuf;

namespace GlGan;

/// <summary>Models as ONNX files, which run without libtorch: by <c>OnnxNetwork</c> of the package GlGan.Onnx, or by anything else that runs ONNX.</summary>
public static class OnnxExport
{
    /// <summary>
    /// Writes the model as an ONNX file; the file is complete or absent. The batch <c>N</c> is dynamic. Of the inputs, those that the network reads are there:
    /// <c>global</c>, the aligned face, <c>[N, 3, S, S]</c>; <c>prior</c>, image and masks of the geometric prior, <c>[N, 5, S, S]</c>; and of every region its crop,
    /// <c>local.REGION</c> <c>[N, 3, h, w]</c>, and the centre of its place on the result in pixels, <c>placement.REGION</c> <c>[N, 2]</c> (x, y). Images are RGB in
    /// [-1, 1], masks in [0, 1]. The output is <c>image</c>, <c>[N, 3, S, S]</c>, to be clamped to [-1, 1].
    /// </summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="path">File to write.</param>
    /// <exception cref="NotSupportedException">The weights have more bytes than an ONNX file can, 2 GB.</exception>
    /// <exception cref="IOException">It cannot be written; the message names it.</exception>
    public static void ExportOnnx(this GlGanModel model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var exported = OnnxGenerator.ToModel(model.Generator, model.Info.Purpose, new Dictionary<string, string> { [GlGanModel.InfoKey] = model.Info.ToJson() });
        AtomicFile.Write(path, exported.WriteTo);
    }
}
