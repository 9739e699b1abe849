namespace GlGan.Datasets;

/// <summary>What an annotation file says of each image.</summary>
/// <param name="List">The images.</param>
/// <param name="Columns">Names of the value columns.</param>
/// <param name="Values">One value per image.</param>
internal sealed record CelebATable<T>(CelebAList List, string[] Columns, T[] Values);
