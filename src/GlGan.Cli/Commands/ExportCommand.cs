using System.CommandLine;
using GlGan.Cli.Display;
using GlGan.Cli.Parsing;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan export</c>: a trained model as an ONNX file.</summary>
internal static class ExportCommand
{
    internal static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "Model file written by 'train' or 'demo'.", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "ONNX file to write, such as model.onnx.", Required = true };
        var command = new Command("export", "Write a trained model as an ONNX file, which the package GlGan.Onnx runs without libtorch.") { model, output };
        command.SetAction(parse => CommandRunner.Run(_ =>
        {
            parse.RequireFiles(model);
            return Run(parse.GetRequiredValue(model).FullName, parse.GetRequiredValue(output).FullName);
        }));
        return command;
    }

    private static int Run(string model, string output)
    {
        OutputFile.Require(output);
        new GivenFiles(model).Refuse(output);
        using var loaded = GlGanModel.Load(model);
        loaded.ExportOnnx(output);
        Screen.Say($"wrote {output} ({new FileInfo(output).Length / 1e6:0.0} MB)");
        return ExitCodes.Success;
    }
}
