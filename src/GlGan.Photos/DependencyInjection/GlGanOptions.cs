using GlGan.Foundation;
using GlGan.Synthesis;

namespace GlGan.DependencyInjection;

/// <summary>A model that an application uses. Bind a section to it: <c>services.AddOptions&lt;GlGanOptions&gt;().BindConfiguration("GlGan")</c>.</summary>
public sealed class GlGanOptions : IValidated
{
    /// <summary>The model file, as <c>glgan train</c> writes it; <see langword="null"/>, the default, for an application that only edits.</summary>
    public string? ModelPath { get; set; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    /// <value>The default value is <c>auto</c>: CUDA where there is one, else the CPU.</value>
    public string Device { get; set; } = "auto";

    /// <summary>How requests are queued.</summary>
    public FaceSynthesizerOptions Synthesis { get; set; } = new();

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.That(ModelPath is null || File.Exists(ModelPath), $"{nameof(ModelPath)}: there is no file '{ModelPath}'."),
        .. Require.That(!string.IsNullOrEmpty(Device), $"{nameof(Device)} must be auto, cpu, cuda or cuda:N."),
        .. Require.Part(Synthesis),
    ];
}
