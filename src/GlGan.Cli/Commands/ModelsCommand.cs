using System.CommandLine;
using GlGan.Cli.Display;
using GlGan.Cli.Faces;
using GlGan.Onnx;
using Spectre.Console;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan models</c>: models of others that the tool uses, each got once, by name.</summary>
internal static class ModelsCommand
{
    internal static Command Create() => new("models", "Models of others, such as face detectors: which there are, and installing them.") { List(), Install(), Remove() };

    private static Command List()
    {
        var command = new Command("list", "List the models that are known by name, and which of them are installed.");
        command.SetAction(_ => CommandRunner.Run(_ =>
        {
            var store = new ModelStore();
            var table = new Table().Border(TableBorder.None).AddColumns("name", "installed", "bytes", "licence", "what it does", "from");
            foreach (var model in CatalogModel.All)
                table.AddRow([.. ((string[])[model.Name, State(store, model), model.Length.ToString("N0"), model.Licence, model.Does, model.Source.AbsoluteUri]).Select(Markup.Escape)]);
            AnsiConsole.Write(table);
            Screen.Say($"kept in {store.Folder}");
            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Install()
    {
        var what = new Argument<string>("model") { Description = "Name of a model, which is downloaded from its publisher, or its file, which is copied." };
        var command = new Command("install", "Get a model by its name, or from a file.") { what };
        command.SetAction(parse => CommandRunner.Run(stop =>
        {
            var (name, store) = (parse.GetRequiredValue(what), new ModelStore());
            var model = File.Exists(name) ? store.InstallFile(name) : Detectors.Known(name)
                ?? throw new ArgumentException($"'{name}' is no file, and no model that is known by name. Known: {string.Join(", ", CatalogModel.All.Select(known => known.Name))}.");
            Screen.Say($"{model}");
            var path = store.InstallAsync(model, cancellationToken: stop).GetAwaiter().GetResult();
            Screen.Say($"installed {path}");
            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Remove()
    {
        var what = new Argument<string>("model") { Description = "Name of a model." };
        var command = new Command("remove", "Remove a model.") { what };
        command.SetAction(parse => CommandRunner.Run(_ =>
        {
            var model = CatalogModel.Named(parse.GetRequiredValue(what));
            Screen.Say($"{(new ModelStore().Remove(model) ? "removed" : "was not installed:")} {model.Name}");
            return ExitCodes.Success;
        }));
        return command;
    }

    private static string State(ModelStore store, CatalogModel model)
    {
        try
        {
            return store.Find(model) is null ? "no" : "yes";
        }
        catch (ModelStoreException)
        {
            return "damaged";
        }
    }
}
