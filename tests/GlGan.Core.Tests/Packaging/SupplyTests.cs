using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GlGan.Tests.Packaging;

/// <summary>Packages of others are the ones that were looked at, and none that is known to be vulnerable.</summary>
public sealed partial class SupplyTests
{
    public static TheoryData<string> Projects =>
        [.. ProjectPath().Matches(File.ReadAllText(RepositoryFiles.At("GlGan.Core.sln"))).Select(match => match.Value.Replace('\\', '/'))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_project_has_the_hashes_of_its_packages(string project)
    {
        var file = RepositoryFiles.At(Path.GetDirectoryName(project)!, "packages.lock.json");

        Assert.True(File.Exists(file), $"{file} is missing: run dotnet restore on Linux, and commit it.");
        var packages = JsonNode.Parse(File.ReadAllText(file))!["dependencies"]!.AsObject().SelectMany(framework => framework.Value!.AsObject());
        Assert.All(packages.Where(package => package.Value!["type"]!.GetValue<string>() != "Project"), package => Assert.NotNull(package.Value!["contentHash"]));
    }

    [Fact]
    public void Known_vulnerabilities_are_errors()
    {
        var properties = XDocument.Load(RepositoryFiles.At("Directory.Build.props")).Descendants().Where(element => !element.HasElements).ToLookup(element => element.Name.LocalName, element => element.Value);

        Assert.Equal(["true"], properties["NuGetAudit"]);
        Assert.Equal(["all"], properties["NuGetAuditMode"]);
        Assert.Equal(["low"], properties["NuGetAuditLevel"]);
        Assert.Equal(["true"], properties["TreatWarningsAsErrors"]);
    }

    [GeneratedRegex(@"[^""]+\.csproj")]
    private static partial Regex ProjectPath();
}
