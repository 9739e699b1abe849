using System.Numerics;
using GlGan.Faces;
using GlGan.Features;

namespace GlGan.Tests.Features;

public sealed class FaceCellsTests
{
    private const int Columns = 4, Cells = 12;

    private static readonly FaceLandmarks Points = FaceTemplate.ArcFace112.At(40);

    [Fact]
    public void What_is_described_is_read()
    {
        var face = Assert.Single(FaceCells.Read(Planes(cell: 6, logit: 2), Columns, minScore: 0.5f));

        Assert.Equal(1 / (1 + Math.Exp(-2)), face.Score, 5);
        Assert.Equal(40, face.Size.X, 3);
        Assert.InRange(Vector2.Distance(Points.Middle, face.Center), 0, 1e-3);
        Assert.All(face.Landmarks.ToArray().Zip(Points.ToArray(), Vector2.Distance), distance => Assert.InRange(distance, 0, 1e-3));
    }

    [Fact]
    public void A_cell_lies_in_the_middle_of_its_64_pixels() => Assert.Equal(new Vector2(11.5f, 3.5f), FaceCells.Middle(column: 1, row: 0));

    [Theory]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    public void What_is_no_face_is_left_out(float logit) => Assert.Empty(FaceCells.Read(Planes(cell: 6, logit), Columns, minScore: 0.5f));

    private static float[] Planes(int cell, float logit)
    {
        var values = new float[FaceCells.Values];
        values[0] = logit;
        FaceCells.Describe(FaceCells.Middle(cell % Columns, cell / Columns), side: 40, Points, values.AsSpan(1));
        var planes = new float[FaceCells.Values * Cells];
        planes.AsSpan(0, Cells).Fill(-9);
        foreach (var (plane, value) in values.Index()) planes[plane * Cells + cell] = value;
        return planes;
    }
}
