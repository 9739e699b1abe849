using System.IO.Compression;
using System.Xml.Linq;
using GlGan.Tests.Packaging;
using SixLabors.ImageSharp;

namespace GlGan.Tests;

public sealed class PackageTests
{
    [Fact]
    public void The_package_depends_on_the_major_version_of_ImageSharp_that_it_was_built_for()
    {
        using var folder = new TemporaryFolder();
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        DotnetCommand.Run(RepositoryFiles.Root, "pack", "src/GlGan.ImageSharp", "-c", configuration, "-o", folder.FullPath, "--no-build");

        using var package = ZipFile.OpenRead(Directory.GetFiles(folder.FullPath, "*.nupkg").Single());
        using var specification = package.GetEntry("GlGan.ImageSharp.nuspec")!.Open();
        var dependencies = XDocument.Load(specification).Descendants().Where(element => element.Name.LocalName == "dependency")
            .ToDictionary(dependency => dependency.Attribute("id")!.Value, dependency => dependency.Attribute("version")!.Value);
        Assert.Equal(["GlGan.Photos", "SixLabors.ImageSharp", "SkiaSharp"], dependencies.Keys.Order());
        Assert.Equal(typeof(Image).Assembly.GetName().Version!.Major == 2 ? "[2.1.13, 3.0.0)" : "[3.1.12, 4.0.0)", dependencies["SixLabors.ImageSharp"]);
    }
}
