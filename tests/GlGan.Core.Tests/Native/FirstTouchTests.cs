namespace GlGan.Tests.Native;

/// <summary>Processes of their own, because natives are prepared and loaded once per process.</summary>
public sealed class FirstTouchTests
{
    private const string Program = "GlGan.Core.FirstTouch";

    [Theory]
    [InlineData("GlGan.Native.TorchRuntime")]
    [InlineData("GlGan.Tensors.TensorScope")]
    [InlineData("GlGan.Losses.PixelLoss")]
    [InlineData("GlGan.Training.GlGanPreset")]
    [InlineData("GlGan.Training.TrainingRecipe")]
    [InlineData("GlGan.Generators.GlobalGenerator")]
    [InlineData("GlGan.Discriminators.PatchDiscriminator")]
    public void Tensors_work_whichever_type_is_touched_first(string type)
    {
        var (exitCode, output) = Run(AppContext.BaseDirectory,
            ["exec", "--depsfile", "GlGan.Core.Tests.deps.json", "--runtimeconfig", "GlGan.Core.Tests.runtimeconfig.json", $"{Program}.dll", type]);

        Assert.Equal((0, "2"), (exitCode, output.Trim()));
    }

    [Fact]
    public void Without_libtorch_the_message_names_it_and_the_packages_that_bring_it()
    {
        using var folder = Application();

        var (exitCode, output) = Run(folder.FullPath, ["exec", $"{Program}.dll", "GlGan.Native.TorchRuntime"]);

        Assert.Equal(1, exitCode);
        Assert.Matches("NativeLibraryException: '(lib)?torch[.a-z]*' is not beside the application", output);
        Assert.Contains("TorchSharp-cpu", output);
    }

    [Fact]
    public void A_damaged_libtorch_is_named_with_the_loaders_reason_and_a_cure()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The loader's words differ from system to system.");
        using var folder = Application();
        File.WriteAllText(folder.File("libtorch.so"), "no library at all");

        var (exitCode, output) = Run(folder.FullPath, ["exec", $"{Program}.dll", "GlGan.Native.TorchRuntime"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("NativeLibraryException: 'libtorch.so' does not load: ", output);
        Assert.Matches("file too short|invalid ELF header", output);
        Assert.Contains("Check that TorchSharp and libtorch have matching versions", output);
    }

    /// <summary>The program with its managed libraries and no native one.</summary>
    private static TemporaryFolder Application()
    {
        var folder = new TemporaryFolder();
        foreach (var name in (string[])[$"{Program}.dll", $"{Program}.runtimeconfig.json", "GlGan.Core.dll", "TorchSharp.dll"])
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), folder.File(name));
        return folder;
    }

    private static (int ExitCode, string Output) Run(string folder, string[] arguments)
    {
        var (exitCode, output, error) = ChildProcess.Run("dotnet", arguments, folder);
        return (exitCode, output + error);
    }
}
