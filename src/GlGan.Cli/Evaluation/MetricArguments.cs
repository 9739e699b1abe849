using System.CommandLine;
using GlGan.Cli.Parsing;
using GlGan.Evaluation;
using GlGan.Features;
using GlGan.Imaging;
using TorchSharp;

namespace GlGan.Cli.Evaluation;

/// <summary>The options by which <c>glgan evaluate</c> is told what to measure, and with which networks.</summary>
internal sealed class MetricArguments
{
    private readonly Option<string?> _metrics = new("--metrics")
    {
        Description = $"What to measure, separated by commas: {string.Join(", ", MetricNames.All)}. All that apply unless given; fid needs --inception.",
    };

    private readonly Option<FileInfo?> _recognizer = new("--recognizer")
    {
        Description = "TorchScript file of a face recogniser to identify persons by, in the place of the embedded network.",
    };

    private readonly Option<FileInfo?> _inception = new("--inception") { Description = "TorchScript file of the FID Inception network, for fid." };

    private readonly Option<InceptionResize> _resize =
        new Option<InceptionResize>("--inception-resize") { Description = "How images become the input of --inception; clean unless given." }.AmongNames();

    internal MetricArguments() => _metrics.Complete([.. MetricNames.All]);

    /// <summary>The options that name files to read.</summary>
    internal IEnumerable<Option> Inputs => [_recognizer, _inception];

    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_metrics, _recognizer, _inception, _resize]) command.Options.Add(option);
    }

    /// <summary>The files of networks that were given.</summary>
    internal IEnumerable<string> Files(ParseResult parse) => new[] { parse.GetValue(_recognizer), parse.GetValue(_inception) }.OfType<FileInfo>().Select(file => file.FullName);

    /// <summary>Loads the networks that what was asked for needs.</summary>
    /// <exception cref="ArgumentException">A metric is unknown, or needs what was not given.</exception>
    internal MetricChoice Choose(ParseResult parse, EvaluationSet set, torch.Device device)
    {
        var (recognizerFile, inceptionFile) = (parse.GetValue(_recognizer), parse.GetValue(_inception));
        var names = Names(parse.GetValue(_metrics), set.Pairs.ImageSize, inceptionFile is not null);
        var faces = SyntheticFaceNetwork.LoadEmbedded(device);
        List<IDisposable> networks = [faces];
        try
        {
            var identifies = names.Contains(MetricNames.Identification) && set.Labels.Any(label => label.Identity is not null);
            List<FeatureSpace> spaces = [];
            if (names.Contains(MetricNames.Distance)) spaces.Add(new FeatureSpace(MetricNames.Distance, faces));
            if (names.Contains(MetricNames.Fid))
                spaces.Add(new FeatureSpace(MetricNames.Fid, Tried(new InceptionFeatureNetwork(inceptionFile!.FullName, parse.GetValue(_resize), device))));
            var options = new EvaluationOptions
            {
                Metrics = [.. names.Select(name => MetricNames.OfImages(name, faces)).OfType<ImageMetric>()],
                SetMetrics = MetricNames.OfAll(names),
                Recognizers = identifies ? Recognizers() : [],
                FeatureSpaces = spaces,
            };
            if (options.Metrics.Count == 0) throw new ArgumentException("--metrics must name at least one metric of single images, such as psnr.");
            return new MetricChoice(options, identifies ? Judges.InWords(recognizerFile?.Name ?? EvaluationFacts.EmbeddedNetwork) : null, networks);
        }
        catch
        {
            foreach (var network in networks) network.Dispose();
            throw;
        }

        IReadOnlyList<Recognizer> Recognizers()
        {
            var independent = recognizerFile is null
                ? new Recognizer(Judges.Embedded, faces)
                : new Recognizer(recognizerFile.Name, Tried(new TorchScriptFeatureNetwork(recognizerFile.FullName, device: device)));
            var teacher = SyntheticFaceNetwork.LoadTeacher(device);
            networks.Add(teacher);
            return Judges.Of(independent, teacher);
        }

        T Tried<T>(T network) where T : IFeatureNetwork, IDisposable
        {
            networks.Add(network);
            Try(network, set.Pairs.ImageSize, device);
            return network;
        }
    }

    /// <summary>Runs a network once, so that one that fails does so before anything is measured.</summary>
    private static void Try(IFeatureNetwork network, int imageSize, torch.Device device)
    {
        using var batch = new ImageBatch([new ImageBuffer(imageSize, imageSize)], device);
        try
        {
            batch.Features(network);
        }
        catch (InvalidOperationException problem)
        {
            throw new ArgumentException(problem.Message, problem);
        }
    }

    private static IReadOnlyList<string> Names(string? given, int imageSize, bool hasInception)
    {
        if (given is null) return hasInception ? [.. MetricNames.Default(imageSize), MetricNames.Fid] : MetricNames.Default(imageSize);
        string[] names = [.. given.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (names.FirstOrDefault(name => !MetricNames.All.Contains(name)) is { } unknown)
            throw new ArgumentException($"--metrics: '{unknown}' is unknown. Known: {string.Join(", ", MetricNames.All)}.");
        if (names.Contains(MetricNames.Fid) && !hasInception)
            throw new ArgumentException("--metrics fid needs the Inception network of the FID's authors: give its TorchScript file with --inception.");
        if (names.FirstOrDefault(name => imageSize < MetricNames.SmallestSide(name)) is { } large)
            throw new ArgumentException($"--metrics {large} needs images of at least {MetricNames.SmallestSide(large)} pixels; the model's have {imageSize}.");
        return names;
    }
}
