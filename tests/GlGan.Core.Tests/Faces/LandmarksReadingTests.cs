using System.Numerics;
using GlGan.Faces;

namespace GlGan.Tests.Faces;

public sealed class LandmarksReadingTests
{
    [Fact]
    public void A_file_is_read_in_the_order_of_its_lines()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.csv"), LandmarksCsv.Header + "\r\nb.jpg,1,2,3.5,4,5,6,7,8,-9,1e1\r\n\r\na.png,1,2,3,4,5,6,7,8,9,10\n");

        var landmarks = LandmarksCsv.Read(folder.File("l.csv"));

        Assert.Equal(["b.jpg", "a.png"], landmarks.Keys);
        Assert.Equal(new FaceLandmarks(new(1, 2), new(3.5f, 4), new(5, 6), new(7, 8), new(-9, 10)), landmarks["b.jpg"]);
    }

    [Theory]
    [InlineData("", 1, "expected the header")]
    [InlineData("file,x\n", 1, "expected the header")]
    [InlineData(LandmarksCsv.Header + "\na.jpg,1,2,3\n", 2, "expected 11 values separated by commas; got 4")]
    [InlineData(LandmarksCsv.Header + "\n\na.jpg,1,2,3,4,5,6,7,8,9,x\n", 3, "'x' is not a finite number")]
    [InlineData(LandmarksCsv.Header + "\na.jpg,1,2,3,4,5,6,7,8,9,NaN\n", 2, "'NaN' is not a finite number")]
    [InlineData(LandmarksCsv.Header + "\na.jpg,1,2,3,4,5,6,7,8,9,1e99\n", 2, "'1e99' is not a finite number")]
    [InlineData(LandmarksCsv.Header + "\n,1,2,3,4,5,6,7,8,9,10\n", 2, "expected a file name")]
    [InlineData(LandmarksCsv.Header + "\na.jpg,1,2,3,4,5,6,7,8,9,10\na.jpg,1,2,3,4,5,6,7,8,9,10", 3, "'a.jpg' came before")]
    public void A_wrong_line_is_named(string text, int line, string problem)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.csv"), text);

        var message = Assert.Throws<FormatException>(() => LandmarksCsv.Read(folder.File("l.csv"))).Message;

        Assert.StartsWith($"'{folder.File("l.csv")}', line {line}: ", message);
        Assert.Contains(problem, message);
    }

    [Theory]
    [InlineData("1,2 3,4 5,6 7,8 9,10.5")]
    [InlineData("1,2,3,4,5,6,7,8,9,10.5")]
    [InlineData("  1, 2,  3, 4, 5, 6, 7, 8, 9, 10.5 ")]
    public void Text_is_read_as_points_or_numbers(string text) =>
        Assert.Equal([new Vector2(1, 2), new(3, 4), new(5, 6), new(7, 8), new(9, 10.5f)], LandmarksText.Parse(text).ToArray());

    [Fact]
    public void Wrong_text_is_explained()
    {
        Assert.Contains("got 4", Assert.Throws<FormatException>(() => LandmarksText.Parse("1,2 3,4")).Message);
        Assert.Contains("'∞'", Assert.Throws<FormatException>(() => LandmarksText.Parse("1,2,3,4,5,6,7,8,9,∞")).Message);
    }

    [Fact]
    public void Several_lines_for_a_file_are_several_faces()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.csv"), LandmarksCsv.Header + "\na.jpg,1,2,3,4,5,6,7,8,9,10\nb.jpg,1,2,3,4,5,6,7,8,9,10\na.jpg,11,2,3,4,5,6,7,8,9,10\n");

        var faces = LandmarksFile.Read(folder.File("l.csv"));

        Assert.Equal([1, 11], faces["a.jpg"].Select(face => face.Landmarks.LeftEye.X));
        Assert.Single(faces["b.jpg"]);
    }

    [Fact]
    public void A_header_of_68_points_is_understood()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.csv"), $"{LandmarksCsv.Header68}\na.jpg,{string.Join(',', Enumerable.Range(0, 136))}\n");

        var face = Assert.Single(LandmarksFile.Read(folder.File("l.csv"))["a.jpg"]);

        Assert.Equal(new Vector2(134, 135), face.Contours!.Points[67]);
        Assert.Equal(new Vector2(60, 61), LandmarksCsv.Read(folder.File("l.csv"))["a.jpg"].Nose);
    }

    [Fact]
    public void JSON_holds_one_face_or_several()
    {
        const string Face = "[[1,2],[3,4],[5,6],[7,8],[9,10.5]]";
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.json"), $$"""{"a.jpg": {{Face}}, "b.jpg": [{{Face}}, {{Face}}], "none.jpg": []}""");

        var faces = LandmarksFile.Read(folder.File("l.json"));

        Assert.Equal([1, 2, 0], faces.Values.Select(found => found.Count));
        Assert.Equal(new Vector2(9, 10.5f), faces["b.jpg"][1].Landmarks.RightMouth);
    }

    [Theory]
    [InlineData("[1]", "expected an object of file names")]
    [InlineData("{", "'")]
    [InlineData("""{"a.jpg": [[1,2],[3,4]]}""", "'a.jpg': expected a face of 5 or 68 points")]
    [InlineData("""{"a.jpg": [[1,2],[3,4],[5,6],[7,8],[9,1e99]]}""", "'a.jpg': expected a face of 5 or 68 points")]
    [InlineData("""{"a.jpg": 3}""", "'a.jpg': expected a face of 5 or 68 points")]
    [InlineData("""{"a.jpg": [], "a.jpg": []}""", "'a.jpg' came before")]
    public void Wrong_JSON_is_explained(string text, string problem)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.json"), text);

        var message = Assert.Throws<FormatException>(() => LandmarksFile.Read(folder.File("l.json"))).Message;

        Assert.StartsWith($"'{folder.File("l.json")}': ", message);
        Assert.Contains(problem, message);
    }
}
