using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using GlGan.Imaging;

namespace GlGan.Tests.Packaging;

[Collection("Packages")]
public sealed class PackageContentTests(PackageFeed feed)
{
    private const int LargestUpload = 250 << 20;

    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public void The_library_comes_with_its_documentation_a_readme_and_an_icon()
    {
        using var package = ZipFile.OpenRead(feed.Package("GlGan.Core"));
        var metadata = Metadata(package);

        Assert.Equal(["README.md", "icon.png", "lib/net10.0/GlGan.Core.dll", "lib/net10.0/GlGan.Core.xml"], Content(package));
        Assert.Equal(["GlGan.Core", feed.Version, "MIT", "README.md", "icon.png"], ((string[])["id", "version", "license", "readme", "icon"]).Select(name => metadata[name]));
        var icon = SkiaImageCodec.Default.Decode(Read(package, "icon.png").ToArray());
        Assert.Equal((128, 128), (icon.Width, icon.Height));
    }

    [Fact]
    public void What_runs_on_ONNX_Runtime_depends_on_nothing_that_needs_libtorch()
    {
        using var package = ZipFile.OpenRead(feed.Package("GlGan.Onnx"));
        var dependencies = XDocument.Load(Read(package, "GlGan.Onnx.nuspec")).Descendants().Where(element => element.Name.LocalName == "dependency")
            .ToDictionary(dependency => dependency.Attribute("id")!.Value, dependency => dependency.Attribute("version")!.Value);

        Assert.Equal(["README.md", "icon.png", "lib/net10.0/GlGan.Onnx.dll", "lib/net10.0/GlGan.Onnx.xml"], Content(package));
        Assert.Equal(feed.Version, dependencies["GlGan.Photos"]);
        Assert.StartsWith("1.31.", dependencies["Microsoft.ML.OnnxRuntime"]);
        Assert.DoesNotContain(dependencies.Keys, id => id == "GlGan.Core" || id.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_edits_videos_depends_on_nothing_that_needs_libtorch()
    {
        using var package = ZipFile.OpenRead(feed.Package("GlGan.Video"));
        var dependencies = XDocument.Load(Read(package, "GlGan.Video.nuspec")).Descendants().Where(element => element.Name.LocalName == "dependency")
            .ToDictionary(dependency => dependency.Attribute("id")!.Value, dependency => dependency.Attribute("version")!.Value);

        Assert.Equal(["README.md", "icon.png", "lib/net10.0/GlGan.Video.dll", "lib/net10.0/GlGan.Video.xml"], Content(package));
        Assert.Equal(feed.Version, dependencies["GlGan.Photos"]);
        Assert.Contains("FFMpegCore", dependencies.Keys);
        Assert.DoesNotContain(dependencies.Keys, id => id == "GlGan.Core" || id.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Its_symbols_are_those_of_the_packed_assembly_with_all_sources()
    {
        using var package = ZipFile.OpenRead(feed.Package("GlGan.Core"));
        using var symbols = ZipFile.OpenRead(feed.Package("GlGan.Core", "snupkg"));

        Assert.Equal(["lib/net10.0/GlGan.Core.pdb"], Content(symbols));
        using var assembly = new PEReader(Read(package, "lib/net10.0/GlGan.Core.dll"));
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(Read(symbols, "lib/net10.0/GlGan.Core.pdb"));
        var reader = pdb.GetMetadataReader();
        Assert.All(reader.Documents, document => Assert.Contains(
            reader.GetCustomDebugInformation(document), information => reader.GetGuid(reader.GetCustomDebugInformation(information).Kind) == EmbeddedSource));
        var entry = assembly.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        Assert.Equal(assembly.ReadCodeViewDebugDirectoryData(entry).Guid, new Guid([.. reader.DebugMetadataHeader!.Id.Take(16)]));
    }

    [Fact]
    public void The_tool_points_to_a_package_with_libtorch_in_it_that_a_feed_accepts()
    {
        using var pointer = ZipFile.OpenRead(feed.Package("glgan"));
        var settings = XDocument.Load(Read(pointer, "tools/any/any/DotnetToolSettings.xml"));
        var runtime = settings.Descendants("RuntimeIdentifierPackage").Single();
        var file = feed.Package(runtime.Attribute("Id")!.Value);
        using var tool = ZipFile.OpenRead(file);

        Assert.Equal("glgan", settings.Descendants("Command").Single().Attribute("Name")!.Value);
        Assert.Contains(tool.Entries, entry => entry.Name.Contains("torch_cpu", StringComparison.Ordinal) && entry.Length > 50 << 20);
        Assert.InRange(new FileInfo(file).Length, 1, LargestUpload);
    }

    [Theory]
    [InlineData("GlGan.Core")]
    [InlineData("GlGan.Photos")]
    [InlineData("GlGan.Onnx")]
    [InlineData("GlGan.Mpi")]
    [InlineData("GlGan.Video")]
    [InlineData("glgan")]
    public void A_package_names_its_source_and_has_a_readme(string id)
    {
        using var package = ZipFile.OpenRead(feed.Package(id));
        var specification = XDocument.Load(Read(package, $"{id}.nuspec")).Root!;
        string? Repository(string attribute) => specification.Descendants().Single(element => element.Name.LocalName == "repository").Attribute(attribute)?.Value;

        Assert.Equal(PackageFeed.Repository, Metadata(package, id)["projectUrl"]);
        Assert.Equal(("git", PackageFeed.Repository), (Repository("type"), Repository("url")));
        Assert.Matches("^[0-9a-f]{40}$", Repository("commit"));
        Assert.NotNull(package.GetEntry(Metadata(package, id)["readme"]));
    }

    [Fact]
    public void Packing_has_nothing_to_complain_about()
    {
        Assert.DoesNotContain("warning", feed.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("missing", feed.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static Dictionary<string, string> Metadata(ZipArchive package, string id = "GlGan.Core") =>
        XDocument.Load(Read(package, $"{id}.nuspec")).Root!.Elements().Single(element => element.Name.LocalName == "metadata")
            .Elements().ToDictionary(element => element.Name.LocalName, element => element.Value);

    /// <summary>What is in the package besides what every package has.</summary>
    private static IEnumerable<string> Content(ZipArchive package) => package.Entries.Select(entry => entry.FullName)
        .Where(name => name is not ("_rels/.rels" or "[Content_Types].xml" or "GlGan.Core.nuspec" or "GlGan.Onnx.nuspec" or "GlGan.Video.nuspec") && !name.StartsWith("package/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static MemoryStream Read(ZipArchive package, string name)
    {
        using var stream = package.GetEntry(name)!.Open();
        var content = new MemoryStream();
        stream.CopyTo(content);
        content.Position = 0;
        return content;
    }
}
