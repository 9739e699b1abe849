using GlGan.Cli.Commands;
using GlGan.Imaging;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Cli;

[Collection("Tensors")]
public sealed class GenerateCommandTests : IDisposable
{
    private const string Points = "32,31 64,31 48,48 36,66 62,66";

    private readonly TemporaryFolder _folder = new();

    public GenerateCommandTests() => CommandFaces.Write(Directory.CreateDirectory(At("in")).FullName, count: 3);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_for_regions_restores_the_face_in_its_photo_with_the_landmarks_beside_it()
    {
        Assert.Equal(0, Generate(ModelPurpose.Region, "--input", At("in/0.png"), "--out", At("out.png")));

        var (photo, restored) = (ImageFile.Load(At("in/0.png")), ImageFile.Load(At("out.png")));
        Assert.Equal((96, 96), (restored.Width, restored.Height));
        Assert.NotEqual(photo.Pixels, restored.Pixels);
        Assert.Equal(photo.Row(0), restored.Row(0));
        Assert.NotNull(Provenance.Read(File.ReadAllBytes(At("out.png"))));
    }

    [Theory]
    [InlineData(ModelPurpose.Region, "--paste-back", "false")]
    [InlineData(ModelPurpose.Frontal)]
    [InlineData(ModelPurpose.Frontal, "--paste-back", "false")]
    [InlineData(ModelPurpose.Paired)]
    public void Without_pasting_back_the_aligned_face_is_written_at_the_models_size(ModelPurpose purpose, params string[] options)
    {
        Assert.Equal(0, Generate(purpose, ["--input", At("in/0.png"), "--out", At("out.png"), .. options]));

        Assert.Equal(32, ImageFile.Load(At("out.png")).Width);
        Assert.NotNull(Provenance.Read(File.ReadAllBytes(At("out.png"))));
    }

    [Theory]
    [InlineData(ModelPurpose.Frontal, "another pose", "--paste-back", "true")]
    [InlineData(ModelPurpose.Paired, "another picture", "--paste-back")]
    [InlineData(ModelPurpose.Swap, "glgan swap --model", "--paste-back", "true")]
    [InlineData(ModelPurpose.Swap, "glgan swap --model")]
    public void A_model_that_cannot_is_refused_before_any_photo(ModelPurpose purpose, string reason, params string[] options)
    {
        Assert.Contains(reason, CommandOutput.Refusal(() => Generate(purpose, ["--input", At("in"), "--out", At("out"), .. options])));
        Assert.False(Directory.Exists(At("out")));
    }

    [Theory]
    [InlineData(ModelPurpose.Region, 96)]
    [InlineData(ModelPurpose.Frontal, 32)]
    public void A_folder_gives_a_folder_and_names_what_it_left_out(ModelPurpose purpose, int side)
    {
        File.Copy(At("in/0.png"), At("in/unknown.png"));
        File.WriteAllText(At("in/damaged.png"), "no image");
        File.AppendAllLines(At("in/landmarks.csv"), [File.ReadAllLines(At("in/landmarks.csv"))[1].Replace("0.png", "damaged.png")]);

        var (exitCode, output) = CommandOutput.Capture(() => Generate(purpose, "--input", At("in"), "--out", At("out"), "--detector", "none"));

        Assert.Equal(0, exitCode);
        Assert.Equal(["0.png", "1.png", "2.png"], Directory.GetFiles(At("out")).Select(file => Path.GetFileName(file)!).Order());
        Assert.Equal(side, ImageFile.Load(At("out/2.png")).Width);
        Assert.Contains("has no face for 'unknown.png'", CommandOutput.OneLine(output));
        Assert.Contains("damaged.png", output);
        Assert.Contains("wrote 3 images", output);
    }

    [Fact]
    public void All_faces_of_a_photo_are_restored_and_one_is_wanted_where_it_is_cut_out()
    {
        ImageFile.Save(At("in/two.png"), ImageGrid.Compose([ImageFile.Load(At("in/0.png")), ImageFile.Load(At("in/0.png"))], columns: 2, gap: 0));
        File.WriteAllText(At("faces.json"), """{"two.png": [[[32,31],[64,31],[48,48],[36,66],[62,66]], [[128,31],[160,31],[144,48],[132,66],[158,66]]]}""");
        string[] command = ["--input", At("in/two.png"), "--landmarks", At("faces.json"), "--out", At("out.png")];

        Assert.Equal(0, Generate(ModelPurpose.Region, command));
        var (before, after) = (ImageFile.Load(At("in/two.png")), ImageFile.Load(At("out.png")));
        foreach (var left in new[] { 0, 96 })
            Assert.Contains(Enumerable.Range(0, 96), y => !before.Row(y).Slice(3 * left, 3 * 96).SequenceEqual(after.Row(y).Slice(3 * left, 3 * 96)));
        Assert.Contains("has 2 faces for 'two.png'; one is wanted", CommandOutput.Refusal(() => Generate(ModelPurpose.Region, [.. command, "--paste-back", "false"])));
        Assert.Contains("has 2 faces for 'two.png'; one is wanted", CommandOutput.Refusal(() =>
            Generate(ModelPurpose.Region, [.. command, "--local", At("in/1.png"), "--local-landmarks", At("in/landmarks.csv")])));
    }

    [Theory]
    [InlineData(96)]
    [InlineData(32, "--paste-back", "false")]
    public void Regions_of_another_photo_come_into_one_photo(int side, params string[] options)
    {
        string[] command = ["--input", At("in/0.png"), "--landmarks", Points, .. options, "--out"];
        Assert.Equal(0, Generate(ModelPurpose.Region, [.. command, At("own.png")]));
        Assert.Equal(0, Generate(ModelPurpose.Region, [.. command, At("other.png"), "--local", At("in/1.png"), "--local-landmarks", Points]));

        Assert.Equal(side, ImageFile.Load(At("other.png")).Width);
        Assert.NotEqual(ImageFile.Load(At("own.png")).Pixels, ImageFile.Load(At("other.png")).Pixels);
    }

    [Theory]
    [InlineData("--local is for one photo", "--local", "in/1.png", "--local-landmarks", Points)]
    [InlineData("Points are those of one photo; for a folder give a CSV or JSON file.", "--landmarks", Points)]
    [InlineData("a folder this command reads", "--out", "in")]
    public void What_does_not_go_with_a_folder_is_refused(string message, params string[] options)
    {
        string[] output = options.Contains("--out") ? [] : ["--out", At("out")];

        Assert.Contains(message, CommandOutput.Refusal(() => Generate(ModelPurpose.Region, ["--input", At("in"), .. output, .. options.Select(word => word.StartsWith("in", StringComparison.Ordinal) ? At(word) : word)])));
    }

    [Fact]
    public void Landmarks_beside_the_photo_are_spared()
    {
        SpecialFiles.Link(At("out.png"), "in/landmarks.csv");

        Assert.Contains("a file this command reads", CommandOutput.Refusal(() => Generate(ModelPurpose.Region, "--input", At("in/0.png"), "--out", At("out.png"))));
        Assert.StartsWith("file", File.ReadAllText(At("in/landmarks.csv")));
    }

    private int Generate(ModelPurpose purpose, params string[] options) => GlganCommand.Invoke(["generate", "--model", TinyModel.Save(_folder, 1, purpose), .. options]);

    private string At(string name) => _folder.File(name);
}
