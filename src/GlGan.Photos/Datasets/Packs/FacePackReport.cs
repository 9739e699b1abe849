namespace GlGan.Datasets;

/// <summary>What <see cref="FacePackWriter"/> has done.</summary>
/// <param name="Count">Faces in the pack.</param>
/// <param name="Continued">How many of them an earlier, interrupted run had written.</param>
/// <param name="Damaged">The images left out, in the order of the dataset; the pack lists them too.</param>
public sealed record FacePackReport(int Count, int Continued, IReadOnlyList<DamagedImage> Damaged);
