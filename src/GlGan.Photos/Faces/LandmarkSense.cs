using System.Globalization;
using System.Numerics;

namespace GlGan.Faces;

/// <summary>Whether five landmarks can be those of a face in an image. Faces may be turned any way, upside down too, and lie partly outside.</summary>
internal static class LandmarkSense
{
    // Fractions of the sides of an image lie closer than a pixel.
    private const float SmallestFace = 1;

    // Of five; a face cut off by the border of the image has fewer there, and its middle in the image.
    private const int MostOutside = 4;

    // In profile eyes and mouth corners meet, and pass each other a little; exchanged they do by their whole distance.
    private const float Passing = 0.2f;

    // No pose brings the mouth this near to the eyes, as a fraction of the largest distance between landmarks.
    private const float NearestMouth = 0.1f;

    private static readonly string[] Names = ["left eye", "right eye", "nose", "left mouth corner", "right mouth corner"];

    /// <summary>A sentence that says what is wrong and what to do, or null.</summary>
    /// <param name="landmarks">Landmarks in pixels.</param>
    /// <param name="width">Width of the image.</param>
    /// <param name="height">Height of the image.</param>
    internal static string? Problem(FaceLandmarks landmarks, int width, int height)
    {
        var points = landmarks.ToArray();
        return NotFinite(points) ?? Outside(points, width, height) ?? Coinciding(points) ?? Exchanged(landmarks, points);
    }

    private static string? NotFinite(Vector2[] points) => Array.FindIndex(points, point => !(float.IsFinite(point.X) && float.IsFinite(point.Y))) is >= 0 and var index
        ? $"The {Named(points, index)} is not finite: give numbers of pixels."
        : null;

    private static string? Outside(Vector2[] points, int width, int height)
    {
        var margin = Math.Max(width, height);
        var outside = Array.FindAll([.. Enumerable.Range(0, points.Length)], index => !IsWithin(points[index], 0));
        var far = Array.FindIndex(points, point => !IsWithin(point, margin));
        if (far < 0 && outside.Length < MostOutside && IsWithin(points.Aggregate(Vector2.Add) / points.Length, 0)) return null;
        var what = far >= 0 && outside.Length <= points.Length / 2
            ? $"The {Named(points, far)} lies far outside the image of {width}x{height} pixels"
            : $"{outside.Length} of the {points.Length} landmarks lie outside the image of {width}x{height} pixels, such as the {Named(points, outside[0])}";
        return $"{what}: give pixels of this image as it is seen, from its top left. Are they of another image, or of this one before it was resized, cropped or turned?";

        bool IsWithin(Vector2 point, float by) => point.X >= -0.5f - by && point.Y >= -0.5f - by && point.X <= width - 0.5f + by && point.Y <= height - 0.5f + by;
    }

    private static string? Coinciding(Vector2[] points)
    {
        var place = points.GroupBy(point => point).MaxBy(group => group.Count())!;
        if (place.Count() > points.Length / 2)
            return $"{(place.Count() == points.Length ? "All landmarks" : $"{place.Count()} of the {points.Length} landmarks")} coincide at {Text(place.Key)}: give five different points of a face.";
        return Extent(points) < SmallestFace
            ? $"All landmarks lie within a pixel, at {Text(points[0])}: give pixels. Are they fractions? Multiply by the width and the height of the image."
            : null;
    }

    private static string? Exchanged(FaceLandmarks landmarks, Vector2[] points)
    {
        var down = landmarks.MouthCenter - (landmarks.LeftEye + landmarks.RightEye) / 2;
        if (down.Length() < NearestMouth * Extent(points))
            return $"The middle of the mouth coincides with that of the eyes, {Text(landmarks.MouthCenter)}: give left eye, right eye, nose, left and right mouth corner, in this order.";
        var isEyes = IsExchanged(landmarks.RightEye - landmarks.LeftEye);
        var isMouth = IsExchanged(landmarks.RightMouth - landmarks.LeftMouth);
        if (!isEyes && !isMouth) return null;
        var what = isEyes && isMouth ? "Left and right are exchanged" : isEyes ? "The eyes are exchanged" : "The mouth corners are exchanged";
        return $"{what}: {Named(points, isEyes ? 0 : 3)}, {Named(points, isEyes ? 1 : 4)}. Left and right are those of the viewer, not of the person; "
            + "x comes before y, and the image is not mirrored.";

        bool IsExchanged(Vector2 right) => Vector2.Cross(right, down) < -Passing * down.LengthSquared();
    }

    private static float Extent(Vector2[] points) => points.Max(point => points.Max(other => Vector2.Distance(point, other)));

    private static string Named(Vector2[] points, int index) => $"{Names[index]} {Text(points[index])}";

    private static string Text(Vector2 point) => string.Create(CultureInfo.InvariantCulture, $"({point.X:0.##}, {point.Y:0.##})");
}
