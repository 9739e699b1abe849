namespace GlGan.Datasets;

/// <summary>What a search for the faces of a folder came to.</summary>
/// <param name="File">The landmarks file.</param>
/// <param name="Listed">Photos in the file.</param>
/// <param name="Kept">Those of them that it listed before.</param>
/// <param name="Notices">Photos without faces, and with several.</param>
/// <param name="Damaged">Photos that cannot be read.</param>
public sealed record FoundLandmarks(string File, int Listed, int Kept, IReadOnlyList<string> Notices, IReadOnlyList<DamagedImage> Damaged);
