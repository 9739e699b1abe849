using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Synthesis;

/// <summary>A trained network behind a <see cref="FaceSynthesizer"/>, whatever runs it.</summary>
public interface ISynthesisNetwork
{
    /// <summary>How it wants faces.</summary>
    FaceFraming Framing { get; }

    /// <summary>What it was trained for.</summary>
    ModelPurpose Purpose { get; }

    /// <summary>Faces that are best synthesised together, at least 1, where several wait; 1 where the company would change a result.</summary>
    int PreferredBatch { get; }

    /// <summary>Synthesises faces in one batch. Called on several threads.</summary>
    /// <param name="inputs">At least one, in the network's framing.</param>
    /// <returns>One S×S image each.</returns>
    /// <exception cref="SynthesisException">It makes something else than images.</exception>
    ImageBuffer[] Run(IReadOnlyList<AlignedInput> inputs);
}
