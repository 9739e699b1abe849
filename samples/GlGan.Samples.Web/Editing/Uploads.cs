using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Samples.Web.Limits;

namespace GlGan.Samples.Web.Editing;

/// <summary>Reads photos out of a form. Nothing is written to disk, and file names are used for nothing.</summary>
internal static class Uploads
{
    private static readonly char[] PathCharacters = ['/', '\\', ':', '\0'];

    /// <summary>A photo; <see langword="null"/> where the field is empty.</summary>
    /// <param name="form">The form.</param>
    /// <param name="field">Name of the file's field.</param>
    /// <param name="codec">Decodes it.</param>
    /// <param name="limits">What is taken.</param>
    /// <exception cref="UploadException">The file cannot be used.</exception>
    internal static ImageBuffer? Photo(IFormCollection form, string field, IImageCodec codec, WebLimits limits) =>
        File(form, field, limits) is { } file ? Decode(file, field, codec) : null;

    /// <summary>A photo and its landmarks, which are in <c>FIELD-landmarks</c>; <see langword="null"/> where the field is empty.</summary>
    /// <inheritdoc cref="Photo"/>
    internal static UploadedFace? Face(IFormCollection form, string field, IImageCodec codec, WebLimits limits)
    {
        if (File(form, field, limits) is not { } file) return null;
        var landmarks = Landmarks(form, field);
        var image = Decode(file, field, codec);
        if (landmarks.ToArray().Any(point => !(point.X >= 0 && point.Y >= 0 && point.X <= image.Width && point.Y <= image.Height)))
            throw UploadException.Of(field, $"A landmark of '{field}' lies outside its photo, which has {image.Width}x{image.Height} pixels.");
        try
        {
            landmarks.RequireIn(image);
        }
        catch (ArgumentException problem)
        {
            throw UploadException.Of(field, $"The landmarks of '{field}': {problem.Message}");
        }

        return new UploadedFace(image, landmarks);
    }

    internal static UploadException Missing(string field) => UploadException.Of(field, $"There is no photo, in the field '{field}'.");

    private static IFormFile? File(IFormCollection form, string field, WebLimits limits)
    {
        if (form.Files.GetFile(field) is not { } file) return null;
        if (file.FileName.IndexOfAny(PathCharacters) >= 0 || file.FileName.Contains("..", StringComparison.Ordinal))
            throw UploadException.Of(field, $"The name of the file in '{field}' looks like a path: send a plain name, such as photo.jpg.");
        return file.Length <= limits.MaxBytes
            ? file
            : throw UploadException.Of(field, $"The photo in '{field}' has {file.Length >> 20} MB; at most {limits.MaxBytes >> 20} MB are taken.", StatusCodes.Status413PayloadTooLarge);
    }

    private static ImageBuffer Decode(IFormFile file, string field, IImageCodec codec)
    {
        var encoded = new byte[file.Length];
        using (var stream = file.OpenReadStream()) stream.ReadExactly(encoded);
        try
        {
            return codec.Decode(encoded);
        }
        catch (ImageFormatException problem)
        {
            throw UploadException.Of(field, $"The file in '{field}' is no photo that can be used (PNG, JPEG or WebP): {problem.Message}", StatusCodes.Status415UnsupportedMediaType);
        }
    }

    private static FaceLandmarks Landmarks(IFormCollection form, string field)
    {
        try
        {
            return LandmarksText.Parse(form[$"{field}-landmarks"].ToString());
        }
        catch (FormatException problem)
        {
            throw UploadException.Of(field, $"The landmarks of '{field}': {problem.Message}");
        }
    }
}
