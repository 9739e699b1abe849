using System.ComponentModel;

namespace GlGan.Tests.Devices;

/// <summary>Whether TorchSharp's library can be loaded beside another libtorch is known before a process ends by it (<c>benchmarks/gpu/symbols.py</c>).</summary>
public sealed class LibtorchSymbolsTests : IDisposable
{
    private static readonly string Native = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");
    private static readonly string TorchSharp = Path.Combine(Native, "libLibTorchSharp.so");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [OnTheCpu("another libtorch may lie there.")]
    public void Beside_the_libtorch_it_was_made_for_it_can_be_loaded()
    {
        var (exitCode, lines) = Judge(TorchSharp, Native);

        Assert.Equal(0, exitCode);
        Assert.Matches(@"^libLibTorchSharp\.so can be loaded: \d+ libraries define every symbol", Assert.Single(lines));
    }

    [Fact]
    public void Without_libraries_it_cannot()
    {
        var (exitCode, lines) = Judge(TorchSharp, _folder.FullPath);

        Assert.Equal(1, exitCode);
        Assert.Contains("cannot be loaded: there is no library in", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_something_is_missing_that_is_needed_at_once_it_cannot()
    {
        File.Copy(Path.Combine(Native, "libc10.so"), _folder.File("libc10.so"));

        var (exitCode, lines) = Judge(TorchSharp, _folder.FullPath);

        Assert.Equal(1, exitCode);
        Assert.Matches(@"^libLibTorchSharp\.so cannot be loaded; missing symbols of libtorch: \d+, needed at once: \d+\.$", lines[^1]);
        Assert.Contains("_ZTVN5torch8autograd4NodeE (at once)", lines);
    }

    [Fact]
    public void A_function_that_is_missing_until_it_is_called_is_named()
    {
        var library = Compile("""extern void late(void) __asm__("_ZN2at4lateEv"); void call(void) { late(); }""");

        var (exitCode, lines) = Judge(library, Native);

        Assert.Equal(0, exitCode);
        Assert.Equal(["_ZN2at4lateEv (when called)", "libown.so can be loaded; missing functions of libtorch: 1. The process ends when one is called."], lines);
    }

    [Fact]
    public void A_function_whose_address_is_kept_is_needed_at_once()
    {
        var library = Compile("""extern void late(void) __asm__("_ZN2at4lateEv"); void (*kept)(void) = late;""");

        var (exitCode, lines) = Judge(library, Native);

        Assert.Equal(1, exitCode);
        Assert.Equal(["_ZN2at4lateEv (at once)", "libown.so cannot be loaded; missing symbols of libtorch: 1, needed at once: 1."], lines);
    }

    private string Compile(string code)
    {
        File.WriteAllText(_folder.File("own.c"), code);
        Oracle.Run("cc", "-shared", "-fPIC", "-Wl,-z,lazy", "-o", _folder.File("libown.so"), _folder.File("own.c"));
        return _folder.File("libown.so");
    }

    private static (int ExitCode, string[] Lines) Judge(string library, string folder)
    {
        try
        {
            var (exitCode, output, error) = ChildProcess.Run("python3", [RepositoryFiles.At("benchmarks", "gpu", "symbols.py"), library, folder]);
            Assert.True(error.Length == 0, error);
            return (exitCode, output.Trim().Split('\n'));
        }
        catch (Win32Exception error)
        {
            Assert.Skip($"python3 cannot be started: {error.Message}");
            throw;
        }
    }
}
