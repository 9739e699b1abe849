using System.CommandLine;
using GlGan.Cli.Commands;

namespace GlGan.FeatureTraining;

/// <summary>The options of the command line that all trainings have.</summary>
/// <param name="defaults">What holds where they are not given.</param>
internal sealed class TrainingArguments(TrainingOptions defaults)
{
    private readonly Option<FileInfo> _output = new("--out") { Description = "Safetensors file to write, every few minutes and at the end.", Required = true };
    private readonly Option<long> _images = new("--images") { Description = "Images to train on, repetitions counted.", DefaultValueFactory = _ => defaults.Images };
    private readonly Option<double?> _minutes = new("--minutes") { Description = "Longest time to train on them, at most 10000; the learning rate then falls with the time." };
    private readonly Option<double> _rate = new("--learning-rate") { Description = "Adam's learning rate at the start.", DefaultValueFactory = _ => defaults.LearningRate };
    private readonly Option<FileInfo?> _from = new("--from") { Description = "Network to start from, written by this command; with another --seed it sees other people." };
    private readonly Option<ulong> _seed = CommonArguments.Seed();

    /// <summary>Gives a command these options.</summary>
    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_output, _images, _minutes, _rate, _from, _seed]) command.Options.Add(option);
    }

    /// <summary>The file to write.</summary>
    internal string Output(ParseResult parse) => parse.GetRequiredValue(_output).FullName;

    /// <summary>Options of a training with what the command line says.</summary>
    internal T Apply<T>(T options, ParseResult parse)
        where T : TrainingOptions => options with
        {
            Images = parse.GetValue(_images),
            TimeLimit = parse.GetValue(_minutes) is { } limit ? TimeSpan.FromMinutes(limit) : TimeSpan.MaxValue,
            LearningRate = parse.GetValue(_rate),
            StartFrom = parse.GetValue(_from)?.FullName,
            Seed = parse.GetValue(_seed),
        };
}
