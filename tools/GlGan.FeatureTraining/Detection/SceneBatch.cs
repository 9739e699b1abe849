using System.Numerics;
using GlGan.Features;
using GlGan.FeatureTraining.People;
using GlGan.Imaging;

namespace GlGan.FeatureTraining.Detection;

/// <summary>Scenes, and what should be said of their cells.</summary>
/// <param name="Images">The pictures.</param>
/// <param name="Scores">1 where a face is, else 0; per scene and cell.</param>
/// <param name="Weights">0 where the score does not matter, else 1.</param>
/// <param name="Values">What <see cref="FaceCells"/> writes of the faces, in planes; 0 where none is.</param>
/// <param name="Scales">What a difference of these values counts: more where the face is small; 0 where none is.</param>
internal sealed record SceneBatch(ImageBuffer[] Images, float[] Scores, float[] Weights, float[] Values, float[] Scales)
{
    /// <summary>Cells along a side.</summary>
    internal const int Columns = Scene.Size / FaceCells.Stride;

    /// <summary>Numbers per cell that say where a face is.</summary>
    internal const int Described = FaceCells.Values - 1;

    // Sides of the faces to be found; those a little smaller or larger may be found, and much larger ones are for smaller copies.
    private const float Smallest = 20, Largest = 52, TooSmall = 15, TooLarge = 72, FarTooLarge = 100;

    private const int Cells = Columns * Columns;

    /// <summary>The batch of a step.</summary>
    internal static SceneBatch Create(IReadOnlyList<Cutout> people, DetectorTrainingOptions options, long step)
    {
        var count = options.BatchSize;
        var batch = new SceneBatch(new ImageBuffer[count], new float[count * Cells], new float[count * Cells], new float[count * Described * Cells], new float[count * Cells]);
        Parallel.For(0, count, slot =>
        {
            var scene = Scene.Compose(people, options.Seed, step * count + slot);
            batch.Images[slot] = scene.Image;
            for (var cell = 0; cell < Cells; cell++) batch.Describe(slot, cell, scene.Faces);
        });
        return batch;
    }

    private void Describe(int slot, int cell, IReadOnlyList<SceneFace> faces)
    {
        var middle = FaceCells.Middle(cell % Columns, cell / Columns);
        var at = slot * Cells + cell;
        Weights[at] = 1;
        foreach (var face in faces)
        {
            var distance = Vector2.Distance(middle, face.Middle);
            if (distance < Uncertain(face)) Weights[at] = 0;
            if (!IsWanted(face) || distance >= MathF.Max(0.18f * face.Side, 0.71f * FaceCells.Stride)) continue;
            (Scores[at], Weights[at], Scales[at]) = (1, 1, Largest / face.Side);
            Span<float> values = stackalloc float[Described];
            FaceCells.Describe(middle, face.Side, face.Landmarks, values);
            for (var i = 0; i < Described; i++) Values[(slot * Described + i) * Cells + cell] = values[i];
            return;
        }
    }

    private static bool IsWanted(SceneFace face) => face is { IsUpright: true, Side: >= Smallest and <= Largest, Middle: { X: >= 0 and < Scene.Size, Y: >= 0 and < Scene.Size } };

    // How far from its middle a face may be found or not.
    private static float Uncertain(SceneFace face) => face switch
    {
        { IsUpright: false, Side: >= TooSmall } => 0,
        { Side: < TooSmall } => MathF.Max(0.5f * face.Side, FaceCells.Stride),
        { Side: < Smallest } => 0.5f * face.Side,
        { Side: <= Largest } => 0.4f * face.Side,
        { Side: < TooLarge } => 0.5f * face.Side,
        { Side: < FarTooLarge } => 0.25f * face.Side,
        _ => 0,
    };
}
