using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GlGan.Tests;

/// <summary>Compiles C# against the assemblies of the tests, warnings being errors, and runs it in this process.</summary>
internal static class InMemoryProgram
{
    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly string[] ImplicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    // As the SDK has it: assemblies of older versions are taken for the newer ones that are there.
    private static readonly Dictionary<string, ReportDiagnostic> Severities =
        new() { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress };

    /// <summary>Runs a file with top-level statements.</summary>
    /// <returns>Its exit code.</returns>
    internal static int RunApp(string name, string source, string[] arguments) => (int?)Load(App(name, source)).Invoke(null, [arguments]) ?? 0;

    /// <summary>Compiles a program, or types without one.</summary>
    /// <returns>What is wrong with it, warnings included.</returns>
    internal static IEnumerable<Diagnostic> Check(string name, string source)
    {
        var app = App(name, source);
        if (!app.SyntaxTrees.Last().GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any()) app = app.WithOptions(app.Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary));
        return app.GetDiagnostics(TestContext.Current.CancellationToken).Where(problem => problem.Severity >= DiagnosticSeverity.Warning);
    }

    private static CSharpCompilation App(string name, string source)
    {
        var usings = string.Concat(ImplicitUsings.Select(space => $"global using {space};"));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: Severities);
        return CSharpCompilation.Create("Program", [CSharpSyntaxTree.ParseText(usings), CSharpSyntaxTree.ParseText(source, path: name)], References, options);
    }

    private static MethodInfo Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var problems = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(problem => problem.Severity >= DiagnosticSeverity.Warning);
        Assert.Empty(problems);
        image.Position = 0;
        var assembly = new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true).LoadFromStream(image);
        var entry = compilation.GetEntryPoint(TestContext.Current.CancellationToken)!;
        return assembly.GetType(entry.ContainingType.MetadataName)!.GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
    }
}
