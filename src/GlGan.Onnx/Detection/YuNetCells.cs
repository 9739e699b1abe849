using System.Numerics;
using GlGan.Faces;
using Microsoft.ML.OnnxRuntime;

namespace GlGan.Onnx;

/// <summary>
/// What YuNet says of every cell of an image, for one size of cells: of S×S pixels, a face's class and objectness (whose geometric mean is the score), the offset of its middle in cells, the
/// logarithm of its size in cells, and the offsets of its landmarks.
/// </summary>
internal static class YuNetCells
{
    /// <summary>Sides of the cells in pixels.</summary>
    internal static IReadOnlyList<int> Strides { get; } = [8, 16, 32];

    internal static int LargestStride => Strides[^1];

    private static readonly (string Name, int Values)[] Parts = [("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 2 * FaceLandmarks.Count)];

    /// <summary>Names of the outputs with the numbers they give of a cell.</summary>
    internal static IReadOnlyList<(string Name, int Values)> Outputs { get; } = [.. Strides.SelectMany(stride => Parts.Select(part => ($"{part.Name}_{stride}", part.Values)))];

    /// <summary>Reads the faces whose score is high enough.</summary>
    /// <param name="outputs">The values, in the order of <see cref="Outputs"/>.</param>
    /// <param name="width">Width of the input, a multiple of the largest stride.</param>
    /// <param name="height">Height of the input, a multiple of it too.</param>
    /// <param name="minScore">The least score.</param>
    /// <exception cref="FormatException">An output has more or fewer values than there are cells.</exception>
    internal static IReadOnlyList<FaceCandidate> Read(IReadOnlyList<OrtValue> outputs, int width, int height, float minScore)
    {
        List<FaceCandidate> faces = [];
        for (var i = 0; i < Strides.Count; i++)
        {
            var (stride, first) = (Strides[i], i * Parts.Length);
            ReadOnlySpan<float> classes = Values(first), objects = Values(first + 1), boxes = Values(first + 2), points = Values(first + 3);
            var columns = width / stride;
            for (var cell = 0; cell < classes.Length; cell++)
            {
                var score = MathF.Sqrt(Math.Clamp(classes[cell], 0, 1) * Math.Clamp(objects[cell], 0, 1));
                if (!(score >= minScore)) continue;
                var corner = new Vector2(cell % columns, cell / columns);
                var box = boxes.Slice(4 * cell, 4);
                var landmarks = new Vector2[FaceLandmarks.Count];
                for (var point = 0; point < landmarks.Length; point++) landmarks[point] = (corner + new Vector2(points[10 * cell + 2 * point], points[10 * cell + 2 * point + 1])) * stride;
                var size = new Vector2(MathF.Exp(box[2]), MathF.Exp(box[3])) * stride;
                if (!float.IsFinite(size.X * size.Y) || !Array.TrueForAll(landmarks, point => float.IsFinite(point.X + point.Y)) || Array.TrueForAll(landmarks, point => point == landmarks[0])) continue;
                faces.Add(new(score, (corner + new Vector2(box[0], box[1])) * stride, size, FaceLandmarks.FromPoints(landmarks)));
            }
        }

        return faces;

        ReadOnlySpan<float> Values(int output)
        {
            var values = outputs[output].GetTensorDataAsSpan<float>();
            var stride = Strides[output / Parts.Length];
            var expected = width / stride * (height / stride) * Outputs[output].Values;
            return values.Length == expected ? values : throw new FormatException($"its output '{Outputs[output].Name}' has {values.Length} values instead of {expected}");
        }
    }
}
