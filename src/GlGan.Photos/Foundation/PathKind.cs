namespace GlGan.Foundation;

/// <summary>What a path leads to.</summary>
public enum PathKind
{
    /// <summary>Nothing, or nothing that can be reached.</summary>
    Missing,

    /// <summary>A file with bytes.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe: opening one waits until somebody opens its other end.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A device, such as a disk or <c>/dev/zero</c>, which never ends.</summary>
    Device,
}
