namespace GlGan.Tests;

/// <summary>Runs Python code as an oracle. The test is skipped where Python or a module is missing.</summary>
internal static class PythonScript
{
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Runs code that needs some modules, and returns what it prints.</summary>
    internal static string Run(string code, string[] modules, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var imports = string.Concat(modules.Select(module => $"    import {module}\n"));
        File.WriteAllText(folder.File("script.py"), $"import sys\ntry:\n{imports}except ImportError as error:\n    print(error, file=sys.stderr)\n    sys.exit({Oracle.Missing})\n{code}");
        return RunFile(folder.File("script.py"), arguments);
    }

    /// <summary>Runs a script that exits with <see cref="Oracle.Missing"/> where a module is missing, and returns what it prints.</summary>
    internal static string RunFile(string script, params string[] arguments) => Oracle.Run(Python, [script, .. arguments]);
}
