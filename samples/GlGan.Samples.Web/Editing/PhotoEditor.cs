using GlGan.DependencyInjection;
using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Synthesis;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web.Editing;

/// <summary>The edits of the page.</summary>
/// <param name="editor">Swaps faces.</param>
/// <param name="skin">Smooths skin.</param>
/// <param name="options">Names a frontal model, if there is one.</param>
/// <param name="services">Loads it.</param>
public sealed class PhotoEditor(FaceEditor editor, SkinSmoother skin, IOptions<GlGanOptions> options, IServiceProvider services)
{
    private readonly FaceSynthesizer? _frontal = options.Value.ModelPath is null ? null : Frontal(services);

    /// <summary>What can be done, by name; frontalising needs a model.</summary>
    public IReadOnlyDictionary<string, bool> Operations => new Dictionary<string, bool>
    {
        ["swap"] = true,
        ["smooth"] = true,
        ["frontalise"] = _frontal is not null,
    };

    /// <summary>What the result of an operation is marked as.</summary>
    public static DigitalSource SourceOf(string operation) => operation == "frontalise" ? DigitalSource.TrainedAlgorithmicMedia : DigitalSource.AlgorithmicallyEnhanced;

    /// <summary>Edits a photo.</summary>
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    /// <param name="photo">The photo and its face.</param>
    /// <param name="source">For a swap, the face to put in.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <exception cref="UploadException">The operation is unknown or not available, or a swap has no second photo.</exception>
    public async Task<ImageBuffer> EditAsync(string operation, UploadedFace photo, UploadedFace? source, CancellationToken cancellationToken)
    {
        switch (operation)
        {
            case "swap":
                if (source is null) throw new UploadException(StatusCodes.Status400BadRequest, "A swap needs a second photo, in the field 'source'.");
                return editor.Swap(source.Image, new(source.Landmarks), photo.Image, [new(photo.Landmarks)]).Image;
            case "smooth":
                return skin.Smooth(photo.Image, photo.Landmarks);
            case "frontalise":
                if (_frontal is null) throw new UploadException(StatusCodes.Status409Conflict, "No model for frontal views is configured: set GlGan:ModelPath.");
                return await _frontal.SynthesizeAsync(new(photo.Image, photo.Landmarks), cancellationToken);
            default:
                throw new UploadException(StatusCodes.Status404NotFound, $"There is no operation '{operation}'. There are {string.Join(", ", Operations.Keys)}.");
        }
    }

    private static FaceSynthesizer Frontal(IServiceProvider services)
    {
        var synthesizer = services.GetRequiredService<FaceSynthesizer>();
        return synthesizer.Purpose == ModelPurpose.Frontal
            ? synthesizer
            : throw new InvalidOperationException($"The model of this application must be trained for frontal views; this one was trained for {synthesizer.Purpose}.");
    }
}
