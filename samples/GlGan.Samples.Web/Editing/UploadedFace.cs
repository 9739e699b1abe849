using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Samples.Web.Editing;

/// <summary>A photo that came in, decoded, and where its face is.</summary>
public sealed record UploadedFace(ImageBuffer Image, FaceLandmarks Landmarks);
