namespace GlGan.Datasets;

/// <summary>A format that can tell which splits there are without opening them.</summary>
internal interface IKnownSplits
{
    /// <summary>Names of the splits in a folder, each once.</summary>
    IEnumerable<string> SplitsIn(string path);
}
