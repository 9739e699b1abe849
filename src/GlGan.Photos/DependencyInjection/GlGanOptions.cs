using System.Globalization;
using GlGan.Foundation;
using GlGan.Synthesis;

namespace GlGan.DependencyInjection;

/// <summary>
/// A model that an application uses. Bind a section to it: <c>services.AddOptions&lt;GlGanOptions&gt;().BindConfiguration("GlGan")</c>, with the model's name where it has one.
/// </summary>
public sealed class GlGanOptions : IValidated
{
    /// <summary>The model file, as <c>glgan train</c> writes it, or <c>glgan export</c> for GlGan.Onnx; <see langword="null"/>, the default, for an application that only edits.</summary>
    public string? ModelPath { get; set; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>, such as <c>cuda:0</c>.</summary>
    /// <value>The default value is <c>auto</c>: CUDA where there is one, else the CPU; on ONNX Runtime the CPU.</value>
    public string Device { get; set; } = "auto";

    /// <summary>How requests are queued.</summary>
    public FaceSynthesizerOptions Synthesis { get; set; } = new();

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.That(ModelPath is null || File.Exists(ModelPath), $"{nameof(ModelPath)}: there is no file '{ModelPath}'."),
        .. Require.That(IsDevice(Device), $"{nameof(Device)} must be auto, cpu, cuda or cuda:N, such as cuda:0; got '{Device}'."),
        .. Require.Part(Synthesis),
    ];

    // Whether the machine has it is found out where the model is loaded.
    private static bool IsDevice(string? name) =>
        name is "auto" or "cpu" or "cuda"
        || (name?.StartsWith("cuda:", StringComparison.Ordinal) is true && int.TryParse(name.AsSpan("cuda:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
