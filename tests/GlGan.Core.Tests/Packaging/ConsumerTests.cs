using System.Text;
using GlGan.Imaging;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Packaging;

/// <summary>A new user, outside the repository, follows the readme with the packages as they would be published.</summary>
[Collection("Packages")]
public sealed class ConsumerTests(PackageFeed feed) : IDisposable
{
    private static readonly QuickStart Readme = QuickStart.Of("README.md");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void NameFeed() =>
        File.WriteAllText(_folder.File("nuget.config"), $"""<configuration><packageSources><add key="packed" value="{feed.FullPath}" /></packageSources></configuration>""");

    [Fact]
    public void The_program_of_the_readme_trains_saves_loads_and_synthesises()
    {
        NameFeed();
        DotnetCommand.Run(_folder.FullPath, "new", "console", "--name", "App", "--output", ".", "--no-restore");

        // A face takes minutes, of which the first seconds show all but how it looks.
        var program = Readme.Program.Replace(".WithImages(6_000)", ".WithImages(320)");
        Assert.NotEqual(Readme.Program, program);
        File.WriteAllText(_folder.File("Program.cs"), program);
        foreach (var package in Readme.Packages)
            DotnetCommand.Run(_folder.FullPath, ["add", "package", .. package, .. package is ["GlGan.Core"] ? (string[])["--version", feed.Version] : []]);
        var shown = DotnetCommand.Run(_folder.FullPath, "run");

        Assert.True(File.Exists(_folder.File("model.safetensors")));
        Assert.Contains("320 images", shown);
        Assert.Equal(64, ImageFile.Load(_folder.File("frontal.png")).Width);
        Assert.Contains("trainedAlgorithmicMedia", File.ReadAllText(_folder.File("frontal.png"), Encoding.Latin1));
    }

    [Fact]
    public void An_application_on_GlGan_Onnx_alone_runs_an_exported_model_and_publishes_without_libtorch()
    {
        NameFeed();
        using (var model = TinyModel.Create(1)) model.ExportOnnx(_folder.File("model.onnx"));
        DotnetCommand.Run(_folder.FullPath, "new", "console", "--name", "App", "--output", ".", "--no-restore");
        File.WriteAllText(_folder.File("Program.cs"), """
            using GlGan.Onnx;
            using GlGan.Rendering;
            using GlGan.Synthesis;

            using var network = OnnxNetwork.Load("model.onnx");
            using var synthesizer = new FaceSynthesizer(network);
            var person = new SyntheticFaces(seed: 2).Render(identity: 7, new FaceView { Yaw = 45 }, size: 128);
            Console.WriteLine($"made {synthesizer.Synthesize([new(person.Image, person.Landmarks)])[0].Width} pixels");
            """);
        DotnetCommand.Run(_folder.FullPath, "add", "package", "GlGan.Onnx", "--version", feed.Version);
        DotnetCommand.Run(_folder.FullPath, "publish", "-c", "Release", "--use-current-runtime", "--self-contained", "false", "--output", "published");
        var files = Directory.GetFiles(_folder.File("published"), "*", SearchOption.AllDirectories);

        Assert.Contains("made 32 pixels", DotnetCommand.RunProgram(_folder.FullPath, "dotnet", "published/App.dll"));
        Assert.DoesNotContain(files, file => Path.GetFileName(file).Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1 << 20, 80 << 20);
    }

    /// <summary>As <c>samples/README.md</c> says to change it.</summary>
    [Fact]
    public void A_sample_app_runs_in_a_copy_outside_the_repository()
    {
        NameFeed();
        var source = File.ReadAllText(RepositoryFiles.At("samples", "apps", "02-quick-start.cs"))
            .Replace("#:project ../../src/GlGan.Core/GlGan.Core.csproj", $"#:package GlGan.Core@{feed.Version}", StringComparison.Ordinal)
            .Replace("#:property UsesLibTorch=true", "#:package TorchSharp-cpu@0.107.0", StringComparison.Ordinal);
        File.WriteAllText(_folder.File("02-quick-start.cs"), source);

        DotnetCommand.Run(_folder.FullPath, "run", "-c", "Release", "02-quick-start.cs", "--", "out", "16");

        Assert.True(File.Exists(_folder.File("out/frontal.png")));
    }

    /// <summary>Scripts and notebooks load assemblies from where NuGet unpacks them; there is no folder of an application.</summary>
    [Fact]
    public void A_script_finds_libtorch_in_the_packages()
    {
        File.WriteAllText(_folder.File("sum.fsx"), $"""
            #i "nuget: {feed.FullPath.Replace('\\', '/')}"
            #r "nuget: GlGan.Core, {feed.Version}"
            #r "nuget: TorchSharp-cpu, 0.107.0"
            GlGan.Native.TorchRuntime.EnsureLoaded()
            printfn "sum %g" (TorchSharp.torch.ones(2L).sum().item<float32>())
            """);

        Assert.Contains("sum 2", DotnetCommand.Run(_folder.FullPath, "fsi", "sum.fsx"));
    }

    [Fact]
    public void The_tool_installs_and_finds_that_training_can_run()
    {
        DotnetCommand.Run(_folder.FullPath, "tool", "install", "glgan", "--tool-path", "tools", "--version", feed.Version, "--source", feed.FullPath);

        var report = DotnetCommand.RunProgram(_folder.FullPath, _folder.File(OperatingSystem.IsWindows() ? "tools/glgan.exe" : "tools/glgan"), "doctor");

        Assert.Contains("Training can run.", report);
    }

    [Fact]
    public void The_readme_of_the_package_says_the_same_as_that_of_the_repository()
    {
        var package = QuickStart.Of("docs", "package", "README.md");

        Assert.Equal(Readme.Program, package.Program);
        Assert.Equal(Readme.Packages, package.Packages);
        Assert.Equal(["GlGan.Core", "TorchSharp-cpu"], Readme.Packages.Select(arguments => arguments[0]));
    }
}
