using System.Xml.Linq;
using GlGan.Native;

namespace GlGan.Tests.Native;

public sealed class NativeSearchTests
{
    [Fact]
    public void An_assembly_in_the_folder_of_its_package_has_its_natives_there_and_libtorch_in_the_package_beside_it()
    {
        var folders = NativeSearch.Packages(Path.Combine("packages", "torchsharp", "0.107.0", "lib", "net8.0", "TorchSharp.dll")).Select(Path.GetFullPath).ToArray();

        Assert.Contains(Path.GetFullPath(Path.Combine("packages", "torchsharp", "0.107.0", "runtimes", "linux-x64", "native")), folders);
        Assert.Contains(Path.GetFullPath(Path.Combine("packages", "libtorch-cpu-linux-x64", "2.10.0", "runtimes", "linux-x64", "native")), folders);
    }

    [Theory]
    [InlineData("")]
    [InlineData("TorchSharp.dll")]
    [InlineData("/TorchSharp.dll")]
    [InlineData("/lib/TorchSharp.dll")]
    [InlineData("/app/bin/TorchSharp.dll")]
    public void An_assembly_elsewhere_is_in_no_package(string path) => Assert.Empty(NativeSearch.Packages(path));

    [Fact]
    public void The_version_of_libtorch_is_the_one_the_projects_run_with()
    {
        var versions = XDocument.Load(RepositoryFiles.At("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(entry => entry.Attribute("Include")!.Value.StartsWith("libtorch-", StringComparison.Ordinal));

        Assert.All(versions, entry => Assert.Equal(NativeSearch.LibTorchVersion, entry.Attribute("Version")!.Value));
    }
}
