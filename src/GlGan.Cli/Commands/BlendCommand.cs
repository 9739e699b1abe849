using System.CommandLine;
using System.Globalization;
using GlGan.Cli.Parsing;
using GlGan.Datasets;
using GlGan.Editing;
using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan blend</c>: one photo, or each of a folder, put into another.</summary>
internal static class BlendCommand
{
    private const string DefaultMethod = "poisson";

    private static readonly Dictionary<string, Func<bool, IImageBlender>> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alpha"] = _ => new AlphaBlender(),
        ["pyramid"] = _ => new PyramidBlender(),
        [DefaultMethod] = openCv => Poisson(PoissonMode.Normal, openCv),
        ["poisson-mixed"] = openCv => Poisson(PoissonMode.Mixed, openCv),
        ["poisson-mono"] = openCv => Poisson(PoissonMode.MonochromeTransfer, openCv),
    };

    private static readonly Dictionary<string, Func<IColorTransfer>> Colors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["reinhard"] = () => new ReinhardColorTransfer(),
        ["linear"] = () => new LinearColorTransfer(),
        ["histogram"] = () => new HistogramColorTransfer(),
    };

    internal static Command Create()
    {
        var foreground = new Option<string>("--foreground") { Description = "Image to put in, or a folder of them.", Required = true };
        var background = new Option<string>("--background") { Description = "Image to put it into, or a folder of images of the same names.", Required = true };
        var mask = new Option<string>("--mask")
        {
            Description = "Image of the foreground's size, white where it shows, black or transparent where not, or a folder of images of the same names.",
            Required = true,
        };
        var method = new Option<string>("--method") { Description = "How they are joined.", DefaultValueFactory = _ => DefaultMethod }.Among(Methods.Keys);
        var openCv = new Option<bool>("--opencv")
        {
            Description = "With the poisson methods: meet the background where OpenCV's seamlessClone does, on the rectangle around the mask.",
        };
        var color = new Option<string>("--color") { Description = "Give the foreground the background's colours first." }.Among(Colors.Keys);
        var strength = new Option<double>("--color-strength") { Description = "From 0 (as it is) to 1 (fully recoloured).", DefaultValueFactory = _ => 1 };
        var offset = new Option<string>("--offset")
        {
            Description = "'x,y': where the foreground's top left corner goes, in pixels of the background.",
            DefaultValueFactory = _ => "0,0",
        };
        var editing = new EditingArguments();
        var command = new Command("blend", "Put an image into another, without a visible seam.")
        {
            foreground, background, mask, method, openCv, color, strength, offset,
        };
        editing.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop =>
        {
            var blender = Methods[parse.GetRequiredValue(method)](parse.GetValue(openCv));
            if (parse.GetValue(openCv) && blender is not PoissonBlender)
                throw new ArgumentException($"{openCv.Name} does nothing with --method {parse.GetValue(method)}.");
            if (parse.GetValue(strength) is not (>= 0 and <= 1))
                throw new ArgumentException($"{strength.Name} must be in [0, 1]; got {parse.GetValue(strength)}.");
            if (parse.GetResult(strength) is { Implicit: false } && parse.GetValue(color) is null)
                throw new ArgumentException($"{strength.Name} does nothing without {color.Name}.");
            var transfer = parse.GetValue(color) is { } name ? Colors[name]() : null;
            var (left, top) = Offset(parse.GetRequiredValue(offset));
            parse.RequireFilesOrFolders(foreground, background, mask);
            var (backgrounds, masks) = (parse.GetRequiredValue(background), parse.GetRequiredValue(mask));
            return editing.Choose(parse, DigitalSource.AlgorithmicallyEnhanced).Over(
                "blending",
                parse.GetRequiredValue(foreground),
                new GivenFiles(parse.GetRequiredValue(foreground), backgrounds, masks),
                path =>
                {
                    var behind = Counterpart(backgrounds, path);
                    var photo = ImageFile.Load(behind);
                    var placed = PlacedForeground.Load(path, Counterpart(masks, path), left, top, photo);
                    if (blender is PoissonBlender poisson && !poisson.Selects(placed.Mask))
                    {
                        throw new ArgumentException($"With {method.Name} {parse.GetValue(method)} the mask '{Counterpart(masks, path)}' selects nothing: "
                            + (parse.GetValue(openCv) ? $"it must be more than half white over more than 6 pixels, off the border; or leave {openCv.Name} out." : "it must be at least half white somewhere."));
                    }

                    var recolored = transfer?.Transfer(placed.Image, placed.Mask, photo, placed.Mask, parse.GetValue(strength)) ?? placed.Image;
                    return new([placed.Image, photo, blender.Blend(recolored, photo, placed.Mask)], behind) { Photo = behind };
                },
                stop);
        }));
        return command;
    }

    private static PoissonBlender Poisson(PoissonMode mode, bool openCv) => new(mode, openCv ? PoissonVariant.OpenCv : PoissonVariant.Perez);

    private static (int Left, int Top) Offset(string text) =>
        text.Split(',') is [var x, var y]
        && int.TryParse(x, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var left)
        && int.TryParse(y, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var top)
            ? (left, top)
            : throw new ArgumentException($"--offset must be two whole numbers such as 120,-8; got '{text}'.");

    // The image of the same name in a folder, whatever its format; or the one image for all.
    private static string Counterpart(string fileOrFolder, string path)
    {
        if (!Directory.Exists(fileOrFolder)) return fileOrFolder;
        var name = Path.GetFileNameWithoutExtension(path);
        return ImageFiles.In(fileOrFolder).FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == name) is { } found
            ? Path.Combine(fileOrFolder, found)
            : throw new ArgumentException($"'{fileOrFolder}' has no image named '{name}' to go with '{path}'.");
    }
}
