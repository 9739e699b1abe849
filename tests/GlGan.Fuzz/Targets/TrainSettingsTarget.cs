using System.Text.Json;
using GlGan.Cli.Training;
using GlGan.Training;

namespace GlGan.Fuzz.Targets;

internal sealed class TrainSettingsTarget : IFuzzTarget
{
    public string Name => "train-settings";

    public IReadOnlyList<byte[]> Seeds { get; } =
        [.. GlGanPreset.All.Select(preset => JsonSerializer.SerializeToUtf8Bytes(new TrainSettings { Recipe = preset.Recipe, Data = new() { Path = "faces", Classes = ["a"], HoldOut = 0.1 } }, RecipeJson.Options()))];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(FormatException)];

    public void Run(byte[] input, string file) => GC.KeepAlive(TrainSettings.Read(file).Displayed());
}
