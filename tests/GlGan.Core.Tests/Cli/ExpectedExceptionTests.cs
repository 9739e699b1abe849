using System.Runtime.CompilerServices;
using System.Xml.Linq;
using GlGan.Cli.Commands;
using GlGan.Cli.Parsing;
using GlGan.Imaging;
using GlGan.Mpi;
using GlGan.Onnx;

namespace GlGan.Tests.Cli;

/// <summary>What the libraries throw ends a command with one line, and never with a stack trace.</summary>
public sealed class ExpectedExceptionTests
{
    private static readonly Type[] Libraries = [typeof(GlGanModel), typeof(ImageFile), typeof(YuNetDetector), typeof(MpiCollective)];

    public static TheoryData<Type> OwnTypes =>
        [.. Libraries.SelectMany(type => type.Assembly.GetTypes()).Where(type => type.IsSubclassOf(typeof(Exception)) && !type.IsAbstract)];

    public static TheoryData<Type> DocumentedTypes => [.. Libraries
        .SelectMany(type => XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml")).Descendants("exception"))
        .Select(exception => exception.Attribute("cref")!.Value[2..]).Distinct().Order(StringComparer.Ordinal)
        .Select(name => AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).First(type => type is not null)!)];

    [Theory]
    [MemberData(nameof(OwnTypes))]
    public void Exceptions_of_our_own_are_expected_wherever_they_come_from(Type type) => Assert.True(CommandRunner.IsExpected(Thrown(type, by: "System.Private.CoreLib")));

    [Theory]
    [MemberData(nameof(DocumentedTypes))]
    public void So_is_everything_the_libraries_say_they_throw(Type type) => Assert.True(CommandRunner.IsExpected(Thrown(type, by: "GlGan.Core")));

    [Theory]
    [MemberData(nameof(OwnTypes))]
    public void A_command_that_ends_in_one_says_why_in_one_line(Type type)
    {
        var (exitCode, error) = CommandOutput.CaptureError(() => CommandRunner.Run(_ => throw new AggregateException(Thrown(type, by: "GlGan.Core"))));

        Assert.InRange(exitCode, 1, 3);
        Assert.StartsWith("error:", error);
        Assert.DoesNotContain(" at GlGan.", error);
    }

    [Fact]
    public void A_fault_of_the_tool_itself_is_told_with_its_trace_and_an_exit_code_of_its_own()
    {
        var (exitCode, error) = CommandOutput.CaptureError(() => CommandRunner.Run(_ => throw new KeyNotFoundException("\u001b[2Jnobody")));

        Assert.Equal(70, exitCode);
        Assert.Contains("a fault of glgan itself", error);
        Assert.Contains("\uFFFD[2Jnobody", error);
        Assert.Contains(nameof(A_fault_of_the_tool_itself_is_told_with_its_trace_and_an_exit_code_of_its_own), error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_missing_assembly_is_a_fault_of_the_tool_and_no_missing_file_of_the_user(bool wrapped)
    {
        Exception missing = new FileNotFoundException("Could not load file or assembly 'Lost, Version=5.0.0.0'.", "Lost, Version=5.0.0.0, Culture=neutral");
        if (wrapped) missing = new TypeInitializationException("GlGan.Cli.Display.LossPlot", missing);

        Assert.Equal(70, CommandOutput.CaptureError(() => CommandRunner.Run(_ => throw missing)).ExitCode);
        Assert.Equal(70, CommandLine.Run(() => throw missing, []));
        Assert.Equal(1, CommandOutput.CaptureError(() => CommandRunner.Run(_ => throw new FileNotFoundException("There is no file 'a'.", "a"))).ExitCode);
    }

    [Fact]
    public void A_name_cannot_pretend_to_be_a_line_of_the_tool()
    {
        var (_, error) = CommandOutput.CaptureError(() => CommandRunner.Run(_ => throw new IOException("'a\nwrote everything.png' is damaged:\n- one\n- two")));

        Assert.Contains("'a\uFFFDwrote everything.png' is damaged:", error);
        Assert.Contains("\n- two", error);
    }

    [Fact]
    public void A_message_of_megabytes_is_cut()
    {
        var (_, error) = CommandOutput.CaptureError(() => CommandRunner.Run(_ => throw new IOException(new string('x', 20_000_000))));

        Assert.InRange(error.Length, 1000, 5000);
    }

    private static Exception Thrown(Type type, string by)
    {
        var exception = (Exception)RuntimeHelpers.GetUninitializedObject(type);
        exception.Source = by;
        return exception;
    }
}
