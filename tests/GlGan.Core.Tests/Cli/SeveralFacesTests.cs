using System.Text.Json;
using GlGan.Cli.Commands;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Cli;

public sealed class SeveralFacesTests : IDisposable
{
    private const int Side = 96;

    private readonly TemporaryFolder _folder = new();

    public SeveralFacesTests()
    {
        // Three faces beside each other, listed from the right to the left; the middle one is the largest.
        Directory.CreateDirectory(_folder.File("sources"));
        CommandFaces.Write(_folder.File("sources"), count: 2);
        var faces = new SyntheticFaces(seed: 5);
        List<string> lines = [LandmarksCsv.Header];
        var group = new ImageBuffer(3 * Side, Side);
        foreach (var place in (int[])[2, 1, 0])
        {
            var face = faces.Render(3 + place, FaceView.Frontal, place == 1 ? Side : Side - 16);
            for (var y = 0; y < face.Image.Height; y++) face.Image.Row(y).CopyTo(group.Row(y)[(3 * Side * place)..]);
            lines.Add(FormattableString.Invariant($"group.png,{string.Join(',', face.Landmarks.ToArray().Select(point => FormattableString.Invariant($"{point.X + Side * place},{point.Y}")))}"));
        }

        ImageFile.Save(_folder.File("group.png"), group);
        File.WriteAllLines(_folder.File("landmarks.csv"), lines);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("largest", 1)]
    [InlineData("1", 0)]
    [InlineData("3", 2)]
    [InlineData("all", 0, 1, 2)]
    [InlineData("left-to-right", 0, 1, 2)]
    public void The_chosen_faces_change_and_no_others(string which, params int[] changed)
    {
        Swap("--source", Source(0), "--target-face", which);

        Assert.Equal(changed, Changed());
    }

    [Fact]
    public void A_folder_of_sources_goes_onto_the_faces_from_left_to_right_and_what_is_left_stays()
    {
        Swap("--source", _folder.File("sources"), "--target-face", "left-to-right");

        Assert.Equal([0, 1], Changed());
        Assert.Equal([(1, "0.png"), (2, "1.png")], Record().Select(face => (face.GetProperty("face").GetInt32(), Path.GetFileName(face.GetProperty("source").GetString()!))));
    }

    [Fact]
    public void A_file_says_which_face_goes_onto_which()
    {
        File.WriteAllText(_folder.File("map.csv"), "target_face,source,source_face\n3,sources/0.png,\n1,group.png,2\n");

        Swap("--map", _folder.File("map.csv"));

        Assert.Equal([0, 2], Changed());
        Assert.Equal([(1, "group.png", 2), (3, "0.png", 1)], Record().Select(face =>
            (face.GetProperty("face").GetInt32(), Path.GetFileName(face.GetProperty("source").GetString()!), face.GetProperty("source_face").GetInt32())));
    }

    [Fact]
    public void A_face_of_a_group_is_shown_that_is_chosen()
    {
        foreach (var face in (string[])["1", "2", "largest"])
            Assert.Equal(0, GlganCommand.Invoke(["swap", "--source", _folder.File("group.png"), "--source-face", face, "--target", Source(0), "--out", _folder.File($"{face}.png")]));

        Assert.NotEqual(ImageFile.Load(_folder.File("1.png")).Pixels, ImageFile.Load(_folder.File("2.png")).Pixels);
        Assert.Equal(ImageFile.Load(_folder.File("2.png")).Pixels, ImageFile.Load(_folder.File("largest.png")).Pixels);
    }

    [Theory]
    [InlineData("has 3 faces: there is no face 4.", "--source", "sources/0.png", "--target-face", "4")]
    [InlineData("Give --source, a photo or a folder, or --map", "--source", "sources/0.png", "--map", "map.csv")]
    [InlineData("--map says which faces", "--map", "map.csv", "--target-face", "1")]
    [InlineData("line 2: a line is the number of a face", "--map", "bad.csv")]
    [InlineData("the first line must be 'target_face,source,source_face'", "--map", "landmarks.csv")]
    public void What_cannot_be_is_said(string message, params string[] arguments)
    {
        File.WriteAllText(_folder.File("map.csv"), "target_face,source,source_face\n1,sources/0.png,\n");
        File.WriteAllText(_folder.File("bad.csv"), "target_face,source,source_face\nleft,sources/0.png,1\n");
        string[] swap = ["swap", "--target", _folder.File("group.png"), "--out", _folder.File("out.png"), .. arguments.Select(argument => argument.Contains('.', StringComparison.Ordinal) ? _folder.File(argument) : argument)];

        Assert.Contains(message, CommandOutput.Refusal(swap));
    }

    [Fact]
    public void The_record_is_not_written_over_what_is_read()
    {
        File.WriteAllText(_folder.File("out.png.json"), "{\"group.png\": [[30,38],[62,38],[46,55],[33,72],[59,72]], \"0.png\": [[30,38],[62,38],[46,55],[33,72],[59,72]]}");

        Assert.Contains("would be overwritten", CommandOutput.Refusal(
            "swap", "--source", Source(0), "--target", _folder.File("group.png"), "--landmarks", _folder.File("out.png.json"), "--out", _folder.File("out.png")));
    }

    private string Source(int number) => Path.Combine(_folder.File("sources"), $"{number}.png");

    private void Swap(params string[] arguments) => Assert.Equal(0, GlganCommand.Invoke(["swap", "--target", _folder.File("group.png"), "--out", _folder.File("out.png"), .. arguments]));

    private int[] Changed()
    {
        var (before, after) = (ImageFile.Load(_folder.File("group.png")), ImageFile.Load(_folder.File("out.png")));
        return [.. Enumerable.Range(0, 3).Where(place => Enumerable.Range(0, Side).Any(y => !before.Row(y).Slice(3 * Side * place, 3 * Side).SequenceEqual(after.Row(y).Slice(3 * Side * place, 3 * Side))))];
    }

    private List<JsonElement> Record() => [.. JsonDocument.Parse(File.ReadAllText(_folder.File("out.png.json"))).RootElement.GetProperty("faces").EnumerateArray()];
}
