using System.Globalization;
using System.Numerics;
using System.Text;
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
    [InlineData("2\nlefteye_x lefteye_y righteye_x righteye_y nose_x nose_y leftmouth_x leftmouth_y rightmouth_x rightmouth_y\n000001.jpg  69  109  106  113   77  142   73  152  108  154\n")]
    [InlineData("image_id,lefteye_x,lefteye_y,righteye_x,righteye_y,nose_x,nose_y,leftmouth_x,leftmouth_y,rightmouth_x,rightmouth_y\n000001.jpg,69,109,106,113,77,142,73,152,108,154")]
    public void CelebAs_list_is_read_as_published_and_as_csv(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("list_landmarks_align_celeba.txt"), text);

        var (file, faces) = Assert.Single(LandmarksFile.Read(folder.File("list_landmarks_align_celeba.txt")));

        Assert.Equal("000001.jpg", file);
        Assert.Equal(new FaceLandmarks(new(69, 109), new(106, 113), new(77, 142), new(73, 152), new(108, 154)), faces[0].Landmarks);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("landmarks.csv");
        DetectedFace Face(float at) => new(new FaceLandmarks(new(at, 0.1f), new(at + 10, 0), new(at + 5, 5), new(at + 1, 10), new(at + 9, -1e-7f)));
        var faces = new OrderedDictionary<string, IReadOnlyList<DetectedFace>> { ["b, \"c\".jpg"] = [Face(1), Face(2)], ["sub/ä.png"] = [Face(3)], ["none.png"] = [] };

        LandmarksCsv.Write(path, faces);

        var read = LandmarksCsv.ReadFaces(path);
        Assert.Equal(["b, \"c\".jpg", "sub/ä.png"], read.Keys);
        Assert.All(read, entry => Assert.Equal(faces[entry.Key].Select(face => face.Landmarks), entry.Value.Select(face => face.Landmarks)));
        Assert.Contains("line break", Assert.Throws<ArgumentException>(() => LandmarksCsv.Write(path, [new("a\nb", [Face(1)])])).Message);
    }

    [Fact]
    public void Faces_of_68_landmarks_keep_them_when_written()
    {
        using var folder = new TemporaryFolder();
        var contours = new FaceLandmarks68([.. Enumerable.Range(0, 68).Select(point => new Vector2(point, 2 * point))]);

        LandmarksCsv.Write(folder.File("l.csv"), [new("a.jpg", [new DetectedFace(contours)])]);

        Assert.Equal(contours.Points.ToArray(), LandmarksCsv.ReadFaces(folder.File("l.csv"))["a.jpg"][0].Contours!.Points.ToArray());
    }

    [Theory]
    [InlineData("", 1, "expected the header")]
    [InlineData("file,x\n", 1, "expected the header")]
    [InlineData(LandmarksCsv.Header + "\na.jpg,1,2,3\n", 2, "expected 11 values separated by commas; got 4")]
    [InlineData(LandmarksCsv.Header + "\n\na.jpg,1,2,3,4,5,6,7,8,9,x\n", 3, "'x' is not a finite number")]
    [InlineData(LandmarksCsv.Header + "\na.jpg,1,2,3,4,5,6,7,8,9,NaN\n", 2, "'NaN' is not a finite number")]
    [InlineData(LandmarksCsv.Header + "\na.jpg,1,2,3,4,5,6,7,8,9,1e99\n", 2, "'1e99' is not a finite number")]
    [InlineData(LandmarksCsv.Header + "\na.jpg,1,\"2,5\",3,4,5,6,7,8,9,10\n", 2, "column 'left_eye_y': '2,5' is not a finite number (decimals come after a point")]
    [InlineData(LandmarksCsv.Header + "\na.jpg,1,2,3,4,\"1,024\",6,7,8,9,10\n", 2, "column 'nose_x': '1,024' is not a finite number")]
    [InlineData(LandmarksCsv.Header + "\na.jpg,1,5,2,5,3,5,4,5,5,5,6,5,7,5,8,5,9,5,10,5\n", 2, "got 21 in 'a.jpg,1,5")]
    [InlineData(LandmarksCsv.Header + "\n\"a.jpg,1,2,3,4,5,6,7,8,9,10\n", 2, "a quote is not closed")]
    [InlineData(LandmarksCsv.Header + "\n\"a\"b.jpg,1,2,3,4,5,6,7,8,9,10\n", 2, "something follows the closing quote of 'a'")]
    [InlineData("file,x0,y0,x1,y1,x2,y2,x3,y3,x4,y4,x5,y5\n", 1, "the header has 6 points per face; faces of 5 or 68 are read")]
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
    [InlineData(",file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y,left_mouth_x,left_mouth_y,right_mouth_x,right_mouth_y\n0,a b.jpg,1,2,3,4,5,6,7,8,9,10.5")]
    [InlineData("\"nose_x\",\"nose_y\",\"file\",\"left_eye_x\",\"left_eye_y\",\"right_eye_x\",\"right_eye_y\",\"left_mouth_x\",\"left_mouth_y\",\"right_mouth_x\",\"right_mouth_y\"\n"
        + "\"5\",\"6\",\"a b.jpg\",\"1\",\"2\",\"3\",\"4\",\"7\",\"8\",\"9\",\"10.5\"")]
    [InlineData("file;left_eye_x;left_eye_y;right_eye_x;right_eye_y;nose_x;nose_y;left_mouth_x;left_mouth_y;right_mouth_x;right_mouth_y\na b.jpg;1;2;3;4;5;6;7;8;9;10.5")]
    [InlineData("file\tleft_eye_x\tleft_eye_y\tright_eye_x\tright_eye_y\tnose_x\tnose_y\tleft_mouth_x\tleft_mouth_y\tright_mouth_x\tright_mouth_y\n\"a b.jpg\"\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10.5")]
    public void Tables_as_programs_write_them_are_read_by_the_names_of_their_columns(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.csv"), text);

        var (file, landmarks) = Assert.Single(LandmarksCsv.Read(folder.File("l.csv")));

        Assert.Equal("a b.jpg", file);
        Assert.Equal([new Vector2(1, 2), new(3, 4), new(5, 6), new(7, 8), new(9, 10.5f)], landmarks.ToArray());
    }

    [Fact]
    public void A_name_with_a_comma_stands_in_quotes_and_a_quote_twice()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.csv"), LandmarksCsv.Header + "\n\"a, \"\"b\"\".jpg\" ,1,2,3,4,5,6,7,8,9,10\n");

        Assert.Equal("a, \"b\".jpg", Assert.Single(LandmarksCsv.Read(folder.File("l.csv"))).Key);
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_file_that_begins_with_the_mark_of_its_encoding_is_read(string encoding)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.csv"), LandmarksCsv.Header + "\ná.jpg,1,2,3,4,5,6,7,8,9,10\n", Encoding.GetEncoding(encoding));
        File.WriteAllText(folder.File("l.json"), """{"á.jpg": [[1,2],[3,4],[5,6],[7,8],[9,10]]}""", Encoding.GetEncoding(encoding));

        foreach (var name in (string[])["l.csv", "l.json"]) Assert.Equal("á.jpg", Assert.Single(LandmarksFile.Read(folder.File(name))).Key);
    }

    [Fact]
    public void Numbers_are_read_alike_in_every_culture()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.csv"), LandmarksCsv.Header + "\na.jpg,1.5,2,3,4,5,6,7,8,9,10\n");
        File.WriteAllText(folder.File("l.json"), """{"a.jpg": [[1.5,2],[3,4],[5,6],[7,8],[9,10]]}""");
        var before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
        CultureInfo.CurrentCulture = german;
        try
        {
            foreach (var name in (string[])["l.csv", "l.json"]) Assert.Equal(1.5f, LandmarksFile.Read(folder.File(name))["a.jpg"][0].Landmarks.LeftEye.X);
            Assert.Equal(1.5f, LandmarksText.Parse("1.5,2,3,4,5,6,7,8,9,10").LeftEye.X);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_face_knows_where_it_was_read_and_a_folder_is_called_one()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("l.csv"), LandmarksCsv.Header + "\n\na.jpg,1,2,3,4,5,6,7,8,9,10\n");
        File.WriteAllText(folder.File("l.json"), """{"a.jpg": [[1,2],[3,4],[5,6],[7,8],[9,10]], "b.jpg": [[[1,2],[3,4],[5,6],[7,8],[9,10]], [[1,2],[3,4],[5,6],[7,8],[9,10]]]}""");

        Assert.Equal($"'{folder.File("l.csv")}', line 3 ('a.jpg')", LandmarksFile.Read(folder.File("l.csv"))["a.jpg"][0].Origin);
        Assert.Equal($"'{folder.File("l.json")}', 'a.jpg'", LandmarksFile.Read(folder.File("l.json"))["a.jpg"][0].Map(point => point).Origin);
        Assert.Equal($"'{folder.File("l.json")}', 'b.jpg', face 2", LandmarksFile.Read(folder.File("l.json"))["b.jpg"][1].Origin);
        foreach (var read in (Func<object>[])[() => LandmarksFile.Read(folder.FullPath), () => LandmarksCsv.Read(folder.FullPath)])
            Assert.Contains($"'{folder.FullPath}' is a folder", Assert.Throws<IOException>(read).Message);
    }

    [Theory]
    [InlineData("1,2 3,4 5,6 7,8 9,10.5")]
    [InlineData("1,2; 3,4; 5,6; 7,8; 9,10.5")]
    [InlineData("1;2;3;4;5;6;7;8;9;10.5\r\n")]
    [InlineData("1,2,3,4,5,6,7,8,9,10.5")]
    [InlineData("  1, 2,  3, 4, 5, 6, 7, 8, 9, 10.5 ")]
    public void Text_is_read_as_points_or_numbers(string text) =>
        Assert.Equal([new Vector2(1, 2), new(3, 4), new(5, 6), new(7, 8), new(9, 10.5f)], LandmarksText.Parse(text).ToArray());

    [Fact]
    public void Wrong_text_is_explained()
    {
        Assert.Contains("got 4", Assert.Throws<FormatException>(() => LandmarksText.Parse("1,2 3,4")).Message);
        Assert.Contains("decimal commas", Assert.Throws<FormatException>(() => LandmarksText.Parse("1,5 2,5 3,5 4,5 5,5 6,5 7,5 8,5 9,5 10,5")).Message);
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
    [InlineData("""{"\ud800.jpg": []}""", "surrogate")]
    [InlineData("""{"a.jpg": [[1,2],[3,4]]}""", "'a.jpg': expected a face of 5 or 68 points")]
    [InlineData("""{"a.jpg": [[1,2],[3,4],[5,6],[7,8],[9,1e99]]}""", "'a.jpg': expected a face of 5 or 68 points")]
    [InlineData("""{"a.jpg": [[1,2],[3,4],[5,6],[7,8],[9,10],[11,12]]}""", "'a.jpg': expected a face of 5 or 68 points [x, y] with finite numbers, or a list of such faces; got 6 points")]
    [InlineData("""{"a.jpg": [[1,2],[3,4],[5,6],[7,8],["9,5",10]]}""", """got ["9,5",10]""")]
    [InlineData("""{"a.jpg": [["1.5",2],[3,4],[5,6],[7,8],[9,10]]}""", """got ["1.5",2]""")]
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
