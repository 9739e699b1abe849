namespace GlGan.Imaging;

/// <summary>One thing that EXIF says.</summary>
/// <param name="Tag">What.</param>
/// <param name="Type">How its values are written, by TIFF's numbers.</param>
/// <param name="Count">How many values.</param>
/// <param name="Value">Their bytes, in the byte order of the whole.</param>
internal readonly record struct ExifEntry(ushort Tag, ushort Type, uint Count, byte[] Value);
