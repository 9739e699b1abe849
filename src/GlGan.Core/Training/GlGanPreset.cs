using GlGan.Discriminators;
using GlGan.Generators;

namespace GlGan.Training;

/// <summary>A named choice of generator and discriminators. Parameter counts are listed in <c>docs/presets.md</c> and tested.</summary>
/// <param name="Name">Lower-case name, as on the command line.</param>
/// <param name="Generator">Shape of the generator.</param>
/// <param name="Discriminators">Its opponents.</param>
public sealed record GlGanPreset(string Name, GlGanGeneratorOptions Generator, DiscriminatorSetOptions Discriminators)
{
    /// <summary>The seed design, at 128 pixels: three U-Net stages, local crops resized to 128. Heavy: meant for a GPU.</summary>
    public static GlGanPreset Paper { get; } = new(
        "paper",
        new() { Local = new() { LocalInputSize = 128 } },
        new() { Patch = new(), MultiScale = new() });

    /// <summary>For real training, at 128 pixels: a deeper U-Net whose bottleneck sees the whole face, and region discriminators.</summary>
    public static GlGanPreset Standard { get; } = new(
        "standard",
        new() { Global = new() { BaseChannels = 64, Depth = 6, BottleneckBlocks = 2 }, Local = new() { BaseChannels = 32 } },
        new() { MultiScale = new() { Layers = 3, Conditional = true }, Region = new() });

    /// <summary>At 64 pixels, for a CPU and some minutes.</summary>
    public static GlGanPreset Small { get; } = new(
        "small",
        new() { ImageSize = 64, Global = new() { BaseChannels = 32, Depth = 5, BottleneckBlocks = 1 }, Local = new() { BaseChannels = 16 }, Fusion = new() { Channels = 32 } },
        new() { MultiScale = new() { BaseChannels = 32, Conditional = true }, Region = new() { BaseChannels = 32, Layers = 1 } });

    /// <summary>At 64 pixels with half the channels of <see cref="Small"/>: in a few minutes of CPU, more images teach more than more channels.</summary>
    public static GlGanPreset Compact { get; } = new(
        "compact",
        new() { ImageSize = 64, Global = new() { BaseChannels = 16, Depth = 5, BottleneckBlocks = 1 }, Local = new() { BaseChannels = 8 }, Fusion = new() { Channels = 16 } },
        new() { MultiScale = new() { BaseChannels = 16, Conditional = true }, Region = new() { BaseChannels = 16, Layers = 1 } });

    /// <summary>At 32 pixels, for tests.</summary>
    public static GlGanPreset Tiny { get; } = new(
        "tiny",
        new() { ImageSize = 32, Global = new() { BaseChannels = 16, Depth = 4 }, Local = new() { BaseChannels = 8 }, Fusion = new() { Channels = 16 } },
        new() { MultiScale = new() { BaseChannels = 16, Layers = 1, Conditional = true }, Region = new() { BaseChannels = 16, Layers = 1 } });

    /// <summary>All presets, largest first.</summary>
    public static IReadOnlyList<GlGanPreset> All { get; } = [Paper, Standard, Small, Compact, Tiny];

    /// <summary>The preset of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static GlGanPreset Named(string name) => All.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"Unknown preset '{name}'. Known: {string.Join(", ", All.Select(preset => preset.Name))}.", nameof(name));
}
