namespace GlGan.Imaging;

/// <summary>What an edit keeps of what a file says of itself: camera, time, author, title.</summary>
public enum MetadataKept
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>All but where it was taken.</summary>
    WithoutPlace,

    /// <summary>Also where it was taken.</summary>
    All,
}
