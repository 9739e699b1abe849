using GlGan.DependencyInjection;
using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Synthesis;
using Microsoft.Extensions.Options;

namespace GlGan.Samples.Web.Editing;

/// <summary>The edits of the page.</summary>
/// <param name="options">Names a frontal model, if there is one.</param>
/// <param name="services">Loads it.</param>
/// <param name="finder">Finds faces; without it they are marked by hand.</param>
public sealed class PhotoEditor(IOptions<GlGanOptions> options, IServiceProvider services, FaceFinder? finder = null)
{
    private readonly GeometricSwap _swap = new();
    private readonly FaceSynthesizer? _frontal = options.Value.ModelPath is null ? null : Frontal(services);

    /// <summary>What can be done, by name: finding faces needs a detector, frontalising a model.</summary>
    public IReadOnlyDictionary<string, bool> Operations => new Dictionary<string, bool>
    {
        ["faces"] = finder is not null,
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
    /// <param name="choices">How.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <exception cref="UploadException">The operation is unknown, not available or not possible with these faces, or a swap has no second photo.</exception>
    public async Task<ImageBuffer> EditAsync(string operation, UploadedFace photo, UploadedFace? source, EditChoices choices, CancellationToken cancellationToken)
    {
        switch (operation)
        {
            case "swap":
                if (source is null) throw UploadException.Of("source", "A swap needs a second photo, in the field 'source'.");
                return Possible(() => new FaceSwapper(_swap, choices.Swap).Swap(source.Image, new(source.Landmarks), photo.Image, [new(photo.Landmarks)]).Image);
            case "smooth":
                return Possible(() => new SkinSmoother(choices.Smooth).Smooth(photo.Image, photo.Landmarks));
            case "frontalise":
                if (_frontal is null) throw new UploadException(StatusCodes.Status409Conflict, "No model for frontal views is configured: set GlGan:ModelPath.");
                return await _frontal.SynthesizeAsync(new(photo.Image, photo.Landmarks), cancellationToken);
            default:
                throw new UploadException(StatusCodes.Status404NotFound, $"There is no operation '{operation}'. There are {string.Join(", ", Operations.Keys)}.");
        }
    }

    // A face in profile, or one that is kept as a whole.
    private static ImageBuffer Possible(Func<ImageBuffer> edit)
    {
        try
        {
            return edit();
        }
        catch (ArgumentException problem)
        {
            throw new UploadException(StatusCodes.Status422UnprocessableEntity, problem.Message.Replace($" (Parameter '{problem.ParamName}')", "", StringComparison.Ordinal));
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
