using System.CommandLine;
using GlGan.Cli.Display;
using GlGan.Datasets;
using GlGan.Foundation;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan data synthesize</c>: rendered faces in the layout of CelebA.</summary>
internal static class DataSynthesizeCommand
{
    internal static Command Create()
    {
        var images = new Option<int>("--images") { Description = "Number of images.", Required = true };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder to make.", Required = true };
        var identities = new Option<int?>("--identities") { Description = "Number of persons; one per twenty images, at least ten, unless given." };
        var size = new Option<int>("--size") { Description = "Height of the images in pixels, 32 to 1024; their width is 178/218 of it.", DefaultValueFactory = _ => new CelebALayoutOptions().Height };
        var workers = DatasetArguments.Workers();
        var seed = CommonArguments.Seed();
        var command = new Command("synthesize", "Render faces and write them as CelebA is published: 178x218 JPEG, landmarks, attributes, identities, splits; and 68 landmarks of each in landmarks.csv.")
        {
            images, output, identities, size, workers, seed,
        };
        command.SetAction(parse => CommandRunner.Run(stop => Run(
            parse.GetRequiredValue(output).FullName,
            new CelebALayoutOptions
            {
                Images = parse.GetValue(images),
                Identities = parse.GetValue(identities),
                Height = parse.GetValue(size),
                Workers = parse.GetValue(workers),
                Seed = parse.GetValue(seed),
            },
            stop)));
        return command;
    }

    private static int Run(string folder, CelebALayoutOptions options, CancellationToken stop)
    {
        DatasetProgressDisplay.Show("rendering", progress =>
        {
            CelebALayoutWriter.Write(folder, options, progress, cancellationToken: stop);
            return folder;
        });
        Screen.Say($"wrote {PlainText.Counted(options.Images, "face")} in the layout of CelebA to {folder}");
        return ExitCodes.Success;
    }
}
