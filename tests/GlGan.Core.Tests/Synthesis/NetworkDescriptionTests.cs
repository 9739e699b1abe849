using GlGan.Faces;
using GlGan.Synthesis;

namespace GlGan.Tests.Synthesis;

public sealed class NetworkDescriptionTests
{
    private const string Complete = """{"version":1,"purpose":"Region","imageSize":64,"template":"tpgan128","regions":[{"name":"eye","width":0.25,"height":0.5,"anchor":"LeftEye"}],"prior":false}""";

    [Fact]
    public void What_is_written_is_read()
    {
        var framing = new FaceFraming(96, FaceTemplate.Ffhq512, [FaceRegion.Nose, new("chin", 0.2f, 0.1f, RegionAnchor.Mouth, 0.01f, 0.3f)]) { Prior = true };

        var read = NetworkDescription.Parse(NetworkDescription.Of(framing, ModelPurpose.Swap).ToJson());

        Assert.Equal(ModelPurpose.Swap, read.Purpose);
        Assert.Equal(framing with { Regions = [] }, read.Framing with { Regions = [] });
        Assert.Equal(framing.Regions, read.Framing.Regions);
    }

    [Fact]
    public void Inputs_have_the_sizes_of_their_regions()
    {
        var shapes = NetworkDescription.Parse(Complete).InputShapes;

        Assert.Equal(["global", "local.eye", "placement.eye"], shapes.Keys.Order());
        Assert.Equal([3, 32, 16], shapes["local.eye"]);
    }

    [Theory]
    [InlineData("", "", "does not parse")]
    [InlineData("\"version\":1", "\"version\":2", "it is of version 2; this one reads 1")]
    [InlineData("\"Region\"", "\"Cooking\"", "does not parse")]
    [InlineData("\"Region\"", "9", "Purpose is unknown; got 9.")]
    [InlineData("\"purpose\":\"Region\",", "", "does not parse")]
    [InlineData("\"imageSize\":64", "\"imageSize\":1073741824", "ImageSize must be in [32, 1024]; got 1073741824.")]
    [InlineData("tpgan128", "cubist", "Template is unknown; got 'cubist'.")]
    [InlineData("\"template\":\"tpgan128\"", "\"template\":null", "does not parse")]
    [InlineData("\"name\":\"eye\"", "\"name\":\"\"", "every region must have a name")]
    [InlineData("0.25", "1e30", "width and height of 'eye'")]
    [InlineData("\"LeftEye\"", "\"LeftEye\",\"offsetX\":1e40", "the offsets of 'eye' must be fractions")]
    [InlineData("\"LeftEye\"", "77", "the anchor of 'eye' is unknown; got 77.")]
    [InlineData("[{", "[null,{", "every region must have a name")]
    [InlineData("\"prior\":false", "\"prior\":false,\"colour\":1", "does not parse")]
    public void What_is_wrong_is_said(string part, string instead, string problem)
    {
        var json = part.Length == 0 ? "no JSON" : Complete.Replace(part, instead);

        Assert.Contains(problem, Assert.Throws<FormatException>(() => NetworkDescription.Parse(json)).Message);
    }
}
