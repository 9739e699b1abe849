namespace GlGan.Rendering;

/// <summary>How a triangle is shaded.</summary>
internal enum FaceMaterial : byte
{
    Head,
    Ear,
    Hair,
    Frame,
}
