using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Synthesis;

namespace GlGan.Samples.Web.Editing;

/// <summary>The edits of the page.</summary>
/// <param name="editor">Swaps faces.</param>
/// <param name="skin">Smooths skin.</param>
/// <param name="services">Has a <see cref="FaceSynthesizer"/> where a frontal model is configured.</param>
public sealed class PhotoEditor(FaceEditor editor, SkinSmoother skin, IServiceProvider services)
{
    private readonly FaceSynthesizer? _frontal = services.GetService<FaceSynthesizer>();

    /// <summary>What can be done, by name; frontalising needs a model.</summary>
    public IReadOnlyDictionary<string, bool> Operations => new Dictionary<string, bool>
    {
        ["swap"] = true,
        ["smooth"] = true,
        ["frontalise"] = _frontal is not null,
    };

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
                return await Task.Run(() => _frontal.Synthesize([new(photo.Image, photo.Landmarks)])[0], cancellationToken);
            default:
                throw new UploadException(StatusCodes.Status404NotFound, $"There is no operation '{operation}'. There are {string.Join(", ", Operations.Keys)}.");
        }
    }
}
