using GlGan.Faces;
using GlGan.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace GlGan.Onnx;

/// <summary>YuNet itself: what it says of one image as it is. Thread-safe.</summary>
internal sealed class YuNetNetwork : IDisposable
{
    private const string Input = "input";

    // More are no faces of one image, and would take hours to tell apart.
    private const int MostCells = 1000;

    private readonly InferenceSession _session;
    private readonly string _path;

    /// <exception cref="OnnxException">The file is no such network.</exception>
    internal YuNetNetwork(string path)
    {
        (_path, _session) = (path, OnnxFile.Open(path));
        if (Misfit() is not { } misfit) return;
        _session.Dispose();
        throw new OnnxException(path, $"not YuNet: {misfit}. Take {CatalogModel.YuNet.FileName}, which 'glgan models install {CatalogModel.YuNet.Name}' brings.");
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Every cell that takes itself for a part of a face.</summary>
    /// <param name="image">The image.</param>
    /// <param name="minScore">The least score.</param>
    /// <exception cref="OnnxException">The network fails, or says less than YuNet does.</exception>
    internal IReadOnlyList<FaceCandidate> Look(ImageBuffer image, float minScore)
    {
        var (width, height) = (Padded(image.Width), Padded(image.Height));
        using var input = OrtValue.CreateTensorValueFromMemory(Planes(image, width, height), [1, 3, height, width]);
        using var run = new RunOptions();
        try
        {
            using var outputs = _session.Run(run, [Input], [input], [.. YuNetCells.Outputs.Select(output => output.Name)]);
            return [.. YuNetCells.Read(outputs, width, height, minScore).OrderByDescending(face => face.Score).Take(MostCells)];
        }
        catch (Exception problem) when (problem is OnnxRuntimeException or FormatException)
        {
            throw new OnnxException(_path, $"the network fails on an image of {width}x{height} pixels: {problem.Message.TrimEnd('.')}. Is it YuNet? 'glgan models install {CatalogModel.YuNet.Name}' brings it.", problem);
        }
    }

    // Blue, green, red from 0 to 255; black beyond the image.
    private static float[] Planes(ImageBuffer image, int width, int height)
    {
        var planes = new float[3 * width * height];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var channel = 0; channel < 3; channel++)
            {
                var plane = planes.AsSpan(((2 - channel) * height + y) * width, image.Width);
                for (var x = 0; x < plane.Length; x++) plane[x] = row[3 * x + channel];
            }
        }

        return planes;
    }

    private static int Padded(int side) => (side + YuNetCells.LargestStride - 1) / YuNetCells.LargestStride * YuNetCells.LargestStride;

    private string? Misfit()
    {
        if (!_session.InputMetadata.TryGetValue(Input, out var input)) return $"it has no input '{Input}'";
        if (input.ElementType != typeof(float) || input.Dimensions is not [_, 3, < 0, < 0]) return $"its input must be [1, 3, height, width] floats of any height and width; got [{string.Join(", ", input.Dimensions)}]";
        foreach (var (name, values) in YuNetCells.Outputs)
        {
            if (!_session.OutputMetadata.TryGetValue(name, out var output)) return $"it has no output '{name}'";
            if (output.ElementType != typeof(float) || output.Dimensions is not [.., var last] || last != values) return $"its output '{name}' must be [1, cells, {values}] floats; got [{string.Join(", ", output.Dimensions)}]";
        }

        return null;
    }
}
