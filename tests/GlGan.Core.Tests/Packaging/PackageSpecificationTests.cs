using System.Xml.Linq;

namespace GlGan.Tests.Packaging;

/// <summary>The nuspec is written by hand: it says what the projects say.</summary>
public sealed class PackageSpecificationTests
{
    private static readonly XElement Specification = XDocument.Load(RepositoryFiles.At("GlGan.Core.nuspec")).Root!;
    private static readonly XElement Project = Load("src", "GlGan.Core", "GlGan.Core.csproj");
    private static readonly XElement Shared = Load("Directory.Build.props");

    [Fact]
    public void Its_dependencies_are_the_references_of_the_project_in_their_central_versions()
    {
        var versions = Load("Directory.Packages.props").Descendants("PackageVersion").ToDictionary(entry => entry.Attribute("Include")!.Value, entry => entry.Attribute("Version")!.Value);
        var referenced = Project.Descendants("PackageReference")
            .Where(reference => reference.Attribute("PrivateAssets")?.Value != "all")
            .Select(reference => reference.Attribute("Include")!.Value)
            .Select(id => $"{id} {versions[id]}")
            .Concat(Project.Descendants("ProjectReference").Select(reference => $"{Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)} $version$"));

        Assert.Equal(referenced.Order(), In("dependency").Select(dependency => $"{dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}").Order());
    }

    /// <summary>A package that another one brings has the central version in our builds and an older one in the users', which the assembly would refuse.</summary>
    [Fact]
    public void Whatever_the_library_is_compiled_against_is_a_dependency()
    {
        var used = typeof(GlGanModel).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.Subset(In("dependency").Select(dependency => dependency.Attribute("id")!.Value).ToHashSet(), used.ToHashSet());
    }

    [Fact]
    public void Its_target_framework_is_the_projects()
    {
        var framework = Shared.Descendants("TargetFramework").Single().Value;

        Assert.Equal(framework, In("group").Single().Attribute("targetFramework")!.Value);
        Assert.All(In("file").Where(file => file.Attribute("target")!.Value != "/"), file => Assert.Equal($"lib/{framework}", file.Attribute("target")!.Value));
    }

    [Fact]
    public void Its_version_and_author_are_the_shared_ones()
    {
        Assert.Equal("$version$", In("version").Single().Value);
        Assert.Equal("version=$(Version);configuration=$(Configuration);project=$(PackageProjectUrl);repository=$(RepositoryUrl);commit=$(SourceRevisionId)", Project.Descendants("NuspecProperties").Single().Value);
        Assert.Equal(Shared.Descendants("Authors").Single().Value, In("authors").Single().Value);
        Assert.Equal(Shared.Descendants("Copyright").Single().Value, In("copyright").Single().Value);
    }

    [Fact]
    public void Its_files_exist()
    {
        var files = In("file").Select(file => file.Attribute("src")!.Value.Replace("$configuration$", PackageFeed.Configuration, StringComparison.Ordinal));

        Assert.All(files, file => Assert.True(File.Exists(RepositoryFiles.At(file)), file));
    }

    [Fact]
    public void The_libraries_the_adapter_and_the_tool_are_packed_and_nothing_else()
    {
        var packable = Directory.EnumerateFiles(RepositoryFiles.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(project => XDocument.Load(project).Descendants("IsPackable").Any(value => value.Value == "true"))
            .Select(Path.GetFileNameWithoutExtension);

        Assert.Equal("false", Shared.Descendants("IsPackable").Single().Value);
        Assert.Equal(["GlGan.Cli", "GlGan.Core", "GlGan.ImageSharp", "GlGan.Mpi", "GlGan.Onnx", "GlGan.Photos", "GlGan.Video"], packable.Order());
    }

    private static XElement Load(params string[] file) => XDocument.Load(RepositoryFiles.At(file)).Root!;

    private static IEnumerable<XElement> In(string name) => Specification.Descendants(Specification.GetDefaultNamespace() + name);
}
