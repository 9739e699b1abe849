using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Losses;

namespace GlGan.Training;

/// <summary>A named recipe: networks, and the training that is recommended for them. Parameter counts are listed in <c>docs/presets.md</c> and tested.</summary>
/// <param name="Name">Lower-case name, as on the command line.</param>
/// <param name="Recipe">Networks and training.</param>
public sealed record GlGanPreset(string Name, TrainingRecipe Recipe)
{
    // In the thousands of steps a CPU has time for, discriminators stay young: their say is a fifth of the default, and the generator learns faster.
    private static readonly TrainingRecipe ShortTraining = new()
    {
        BatchSize = 8,
        GeneratorLearningRate = 1e-3,
        AverageHalfLifeImages = 500,
        Objective = new()
        {
            AdversarialWeight = 0.2,
            Terms = [new(new FeatureMatchingLoss(), 2), new(new PixelLoss(), 100), new(new GlobalPixelLoss(), 50), new(new LocalPixelLoss(), 50), new(new FaceLikenessLoss(maps: 4), 10), new(new PreservationLoss(), 150)],
        },
    };

    /// <summary>The seed design, at 128 pixels: three U-Net stages, local crops resized to 128. Heavy: meant for a GPU.</summary>
    public static GlGanPreset Paper { get; } = new("paper", new()
    {
        Generator = new() { Local = new() { LocalInputSize = 128 } },
        Discriminators = new() { Patch = new(), MultiScale = new() },
    });

    /// <summary>For real training, at 128 pixels: a deeper U-Net whose bottleneck sees the whole face, and region discriminators.</summary>
    public static GlGanPreset Standard { get; } = new("standard", new()
    {
        Generator = new() { Global = new() { BaseChannels = 64, Depth = 6, BottleneckBlocks = 2 }, Local = new() { BaseChannels = 32 } },
        Discriminators = new() { MultiScale = new() { Layers = 3, Conditional = true }, Region = new() },
    });

    /// <summary>At 64 pixels, for a CPU and some minutes.</summary>
    public static GlGanPreset Small { get; } = new("small", ShortTraining with
    {
        Generator = new() { ImageSize = 64, Global = new() { BaseChannels = 32, Depth = 5, BottleneckBlocks = 1 }, Local = new() { BaseChannels = 16 }, Fusion = new() { Channels = 32 } },
        Discriminators = new() { MultiScale = new() { BaseChannels = 32, Conditional = true }, Region = new() { BaseChannels = 32, Layers = 1 } },
    });

    /// <summary>At 64 pixels with half the channels of <see cref="Small"/>: in a few minutes of CPU, more images teach more than more channels.</summary>
    public static GlGanPreset Compact { get; } = new("compact", ShortTraining with
    {
        Generator = new() { ImageSize = 64, Global = new() { BaseChannels = 16, Depth = 5, BottleneckBlocks = 1 }, Local = new() { BaseChannels = 8 }, Fusion = new() { Channels = 16 } },
        Discriminators = new() { MultiScale = new() { BaseChannels = 16, Conditional = true }, Region = new() { BaseChannels = 16, Layers = 1 } },
    });

    /// <summary>At 32 pixels, for tests.</summary>
    public static GlGanPreset Tiny { get; } = new("tiny", ShortTraining with
    {
        Generator = new() { ImageSize = 32, Global = new() { BaseChannels = 16, Depth = 4 }, Local = new() { BaseChannels = 8 }, Fusion = new() { Channels = 16 } },
        Discriminators = new() { MultiScale = new() { BaseChannels = 16, Layers = 1, Conditional = true }, Region = new() { BaseChannels = 16, Layers = 1 } },
    });

    /// <summary>Shape of the generator.</summary>
    public GlGanGeneratorOptions Generator => Recipe.Generator;

    /// <summary>Its opponents.</summary>
    public DiscriminatorSetOptions Discriminators => Recipe.Discriminators;

    /// <summary>All presets, largest first.</summary>
    public static IReadOnlyList<GlGanPreset> All { get; } = [Paper, Standard, Small, Compact, Tiny];

    /// <summary>The preset of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static GlGanPreset Named(string name) => All.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"Unknown preset '{name}'. Known: {string.Join(", ", All.Select(preset => preset.Name))}.", nameof(name));
}
