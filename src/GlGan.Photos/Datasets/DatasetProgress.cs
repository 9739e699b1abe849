namespace GlGan.Datasets;

/// <summary>How far work on a dataset is.</summary>
/// <param name="Done">Samples done, damaged ones included.</param>
/// <param name="Total">Samples there are.</param>
/// <param name="Damaged">Samples that could not be used.</param>
public readonly record struct DatasetProgress(int Done, int Total, int Damaged = 0);
