using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Portraits with the landmarks that are known, in green, and those that were found, in red, to look at.</summary>
internal sealed class LandmarkSheet
{
    private const int CropSize = 200, Columns = 8;
    private const float FaceSide = 130;

    private readonly List<ImageBuffer> _cells = [];

    internal void Add(ImageBuffer photo, DetectedFace found, DetectedFace known)
    {
        var into = FaceBox.Of(known.Landmarks).Into(FaceSide, CropSize);
        var cell = Resampler.Warp(photo, into, CropSize, CropSize);
        Mark(known, (0, 255, 0));
        Mark(found, (255, 0, 0));
        _cells.Add(cell);

        void Mark(DetectedFace face, (byte, byte, byte) color)
        {
            foreach (var point in face.Contours is { } contours ? contours.Points.ToArray() : face.Landmarks.ToArray()) Annotations.Dot(cell, Vector2.Transform(point, into), 1.3f, color);
        }
    }

    internal void Save(string path) => ImageFile.Save(path, ImageGrid.Compose([.. _cells], Columns));
}
