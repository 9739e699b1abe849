using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>A rendered person who turns, nods, blinks and speaks before a scene that stands still, filmed by a camera with some noise.</summary>
internal sealed class TalkingHead(ulong seed, int person)
{
    internal const int Width = 640, Height = 360, Rate = 25;

    // Of 640 pixels: the face is some 200 large.
    private static readonly FaceTemplate Framing = new("video", 640, new(new(288, 296), new(352, 296), new(320, 332), new(294, 364), new(346, 364)));

    private readonly SyntheticFaces _faces = new(seed);

    /// <summary>Renders a frame.</summary>
    /// <param name="number">Its number, from 0.</param>
    internal (ImageBuffer Image, DetectedFace Face) Frame(int number)
    {
        var corner = new Vector2(0, (Width - Height) / 2 + 5);
        var face = _faces.Render(person, View(number), Width, Framing);
        return (Resampler.Crop(face.Image, corner + new Vector2(Width - 1, Height - 1) / 2, Width, Height), new DetectedFace(face.Contours).Map(point => point - corner));
    }

    /// <summary>A photo of another person of the population, to be put on this one.</summary>
    internal ImageBuffer Photo(int other) => _faces.Render(other, FaceView.Frontal, 512, FaceTemplate.Ffhq512).Image;

    private FaceView View(int number)
    {
        var time = number / (float)Rate;
        var scene = _faces.View(person, 1);
        return new FaceView
        {
            Yaw = 28 * Wave(time / 5),
            Pitch = 6 * Wave(time / 3.1f) + 2 * Wave(time / 0.9f),
            Expression = new FaceExpression
            {
                // Syllables, with a pause now and then.
                MouthOpen = Math.Clamp(0.75f * MathF.Abs(Wave(time * 2.1f)) * (0.6f + 0.4f * Wave(time / 1.3f)), 0, 1) * (time % 4 < 3.2f ? 1 : 0),
                Smile = 0.3f * Wave(time / 4),
                Blink = Math.Clamp(1 - MathF.Abs(time % 2.7f - 2.5f) / 0.12f, 0, 1),
                BrowRaise = 0.3f * Wave(time / 2.2f),
                GazeX = 0.3f * Wave(time / 2),
            },
            Light = scene.Light,
            Background = new FaceBackground { Scene = BackgroundScene.Room, First = new(150, 160, 165), Second = new(120, 100, 85), Clutter = 0.4f, Pattern = 3, Blur = 0.01f },
            Camera = new FaceCamera { Noise = 0.02f, Pattern = number, Blur = 0.0012f },
        };
    }

    private static float Wave(float turns) => MathF.Sin(2 * MathF.PI * turns);
}
