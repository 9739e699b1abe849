using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Where a face shows skin: an oval from forehead to chin without eyes, brows, lips and nostrils, as far as colours are those of the skin on cheeks and nose.
/// Fractions are of the distance between the eyes across the face, and of the face's size down it; they were found by eye on portraits.
/// </summary>
internal static class SkinMask
{
    private const float Edge = 0.2f;

    // Colours this many spreads from the skin's median are skin, and those no longer.
    private const float Skin = 2.5f, Other = 4.5f;

    /// <summary>Box around the face's oval within an image; may be empty.</summary>
    internal static (int Left, int Top, int Right, int Bottom) Bounds(ImageBuffer image, FaceLandmarks landmarks)
    {
        var oval = Oval(landmarks, new FaceFrame(landmarks));
        var extent = oval.Extent();
        var (from, to) = (oval.Center - extent, oval.Center + extent);
        return ((int)Math.Clamp(from.X, 0, image.Width), (int)Math.Clamp(from.Y, 0, image.Height),
            (int)Math.Clamp(to.X + 1, 0, image.Width), (int)Math.Clamp(to.Y + 1, 0, image.Height));
    }

    /// <summary>Builds the mask.</summary>
    internal static ImageMask Build(ImageBuffer image, FaceLandmarks landmarks, double toneTolerance)
    {
        var frame = new FaceFrame(landmarks);
        var mask = new ImageMask(image.Width, image.Height);
        if (SkinTone.Measure(image, landmarks, frame, toneTolerance) is not { } tone) return mask;
        var oval = Oval(landmarks, frame);
        var features = Features(landmarks, frame);
        using var likeness = Likeness(image, tone);
        using var window = new BoxWindow(likeness, [new BoxTerm(0)], Math.Clamp((int)(0.05f * frame.Size), 1, SmoothingLimits.Radius), image.Height);
        for (var y = 0; y < image.Height; y++)
        {
            window.MoveTo(y);
            Span<float> around = window.Means.Row(0, 0), row = mask.Row(y);
            for (var x = 0; x < image.Width; x++)
            {
                var point = new Vector2(x, y);
                var value = oval.At(point);
                if (value == 0) continue;
                foreach (var feature in features) value *= 1 - feature.At(point);
                // A blemish among skin is skin; a strand among hair is hair.
                row[x] = value * SoftEllipse.SmoothStep(0.4f, 0.8f, around[x]);
            }
        }

        return mask;
    }

    private static FloatPlanes Likeness(ImageBuffer image, SkinTone tone)
    {
        var likeness = new FloatPlanes(1, image.Width, 0, image.Height);
        for (var y = 0; y < image.Height; y++)
        {
            var pixels = image.Row(y);
            var row = likeness.Row(0, y);
            for (var x = 0; x < image.Width; x++) row[x] = 1 - SoftEllipse.SmoothStep(Skin, Other, tone.Distance(pixels[(3 * x)..]));
        }

        return likeness;
    }

    // A turned head shows more of itself on the side the nose points away from.
    private static SoftEllipse Oval(FaceLandmarks landmarks, FaceFrame frame)
    {
        var turn = Math.Clamp(Vector2.Dot(landmarks.Nose - frame.Eyes, frame.Across), -frame.Size, frame.Size);
        var center = frame.Eyes + 0.45f * frame.Size * frame.Down - 0.6f * turn * frame.Across;
        return frame.Ellipse(center, 1.1f * Math.Max(frame.EyeDistance, 0.85f * frame.Size) + 0.4f * Math.Abs(turn), 1.45f * frame.Size, 0.15f);
    }

    private static SoftEllipse[] Features(FaceLandmarks landmarks, FaceFrame frame)
    {
        var (wide, high) = (frame.EyeDistance, frame.Size);
        var mouth = Math.Max(Vector2.Distance(landmarks.LeftMouth, landmarks.RightMouth), 0.5f * wide);
        return
        [
            frame.Ellipse(landmarks.LeftEye, 0.34f * wide, 0.16f * high, Edge),
            frame.Ellipse(landmarks.RightEye, 0.34f * wide, 0.16f * high, Edge),
            frame.Ellipse(landmarks.LeftEye - 0.28f * high * frame.Down, 0.42f * wide, 0.14f * high, Edge),
            frame.Ellipse(landmarks.RightEye - 0.28f * high * frame.Down, 0.42f * wide, 0.14f * high, Edge),
            frame.Ellipse(landmarks.Nose + 0.1f * high * frame.Down, 0.26f * wide, 0.1f * high, Edge),
            frame.Ellipse(landmarks.MouthCenter, 0.66f * mouth + 0.02f * wide, 0.2f * high, Edge),
        ];
    }
}
