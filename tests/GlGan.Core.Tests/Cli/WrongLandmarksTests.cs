using GlGan.Cli.Commands;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Cli;

/// <summary>Landmarks that cannot be those of the photo end every command in one line that says where they were read.</summary>
[Collection("Tensors")]
public sealed class WrongLandmarksTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "5 of the 5 landmarks lie outside the image of 96x96 pixels", "240,280,400,280,320,370,260,450,380,450" },
        { "All landmarks coincide at (5, 5)", "5,5,5,5,5,5,5,5,5,5" },
        { "The eyes are exchanged", "64,31,32,31,48,48,36,66,62,66" },
        { "Left and right are exchanged", "64,31,32,31,48,48,62,66,36,66" },
        { "Are they fractions?", "0.33,0.32,0.66,0.32,0.5,0.5,0.37,0.69,0.64,0.69" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Swap_and_smooth_name_file_and_line(string problem, string numbers)
    {
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 2);
        string[] right = File.ReadAllLines(folder.File("landmarks.csv"));
        File.WriteAllLines(folder.File("landmarks.csv"), [right[0], right[1], $"1.png,{numbers}"]);
        string good = folder.File("0.png"), bad = folder.File("1.png"), output = folder.File("out.png");

        foreach (var command in (string[][])[["swap", "--source", good, "--target", bad], ["swap", "--source", bad, "--target", good], ["smooth", "--method", "skin", "--input", bad, "--landmarks", folder.File("landmarks.csv")]])
        {
            var error = CommandOutput.Refusal([.. command, "--out", output]);
            Assert.Contains("landmarks.csv', line 3 ('1.png'): ", error);
            Assert.Contains(problem, error);
            Assert.False(File.Exists(output));
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Generate_names_the_photo_or_file_and_line(string problem, string numbers)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Save(folder.File("a.png"), new ImageBuffer(96, 96));
        File.WriteAllText(folder.File("l.csv"), $"{LandmarksCsv.Header}\na.png,{numbers}\n");
        string[] command = ["generate", "--model", TinyModel.Save(folder, 1), "--input", folder.File("a.png"), "--out", folder.File("o.png"), "--landmarks"];

        var typed = CommandOutput.Refusal([.. command, numbers]);
        Assert.Contains("The landmarks of 'a.png': ", typed);
        Assert.Contains(problem, typed);
        var error = CommandOutput.Refusal([.. command, folder.File("l.csv")]);
        Assert.Contains("l.csv', line 2 ('a.png'): ", error);
        Assert.Contains(problem, error);
        Assert.False(File.Exists(folder.File("o.png")));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Pack_and_evaluate_count_such_images_as_damaged_and_name_file_and_line(string problem, string numbers)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("faces"));
        CommandFaces.Write(folder.File("faces"), count: 2);
        var landmarks = Path.Combine(folder.File("faces"), "landmarks.csv");
        File.WriteAllLines(landmarks, [LandmarksCsv.Header, $"0.png,{numbers}", $"1.png,{numbers}"]);
        string[][] commands =
        [
            ["data", "pack", folder.File("faces"), "--size", "32", "--max-damaged", "0", "--out", folder.File("faces.glpack")],
            ["evaluate", "--model", TinyModel.Save(folder, 1, ModelPurpose.Region), "--data", folder.File("faces"), "--metrics", "psnr", "--out", folder.File("report")],
        ];

        foreach (var command in commands)
        {
            var error = CommandOutput.Refusal(command);
            Assert.Contains(problem, error);
            Assert.Matches("landmarks.csv', line [23]", error);
        }
    }

    [Fact]
    public void Generate_reads_JSON_and_says_what_is_a_folder_and_what_has_two_faces()
    {
        const string face = "[[32,31],[64,31],[48,48],[36,66],[62,66]]";
        using var folder = new TemporaryFolder();
        ImageFile.Save(folder.File("a.png"), new ImageBuffer(96, 96));
        File.WriteAllText(folder.File("l.json"), $$"""{"a.png": {{face}}}""");
        File.WriteAllText(folder.File("two.json"), $$"""{"a.png": [{{face}}, {{face}}]}""");
        string[] command = ["generate", "--model", TinyModel.Save(folder, 1), "--input", folder.File("a.png"), "--out", folder.File("o.png"), "--landmarks"];

        Assert.Equal(0, GlganCommand.Invoke([.. command, folder.File("l.json")]));
        Assert.Contains("has 2 faces for 'a.png'", CommandOutput.Refusal([.. command, folder.File("two.json")]));
        Assert.Contains("--landmarks: 'none.csv' is no file", CommandOutput.Refusal([.. command, "none.csv"]));
        Assert.Contains("is a folder", CommandOutput.Refusal([.. command, folder.FullPath]));
    }
}
