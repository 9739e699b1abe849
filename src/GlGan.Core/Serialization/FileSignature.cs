namespace GlGan.Serialization;

/// <summary>What a file is by its first bytes, in words, where it is something else than was asked for.</summary>
internal static class FileSignature
{
    /// <summary>First bytes that are enough to tell.</summary>
    internal const int Length = 256;

    private const string Pickle = "a pickle of PyTorch (.pt, .pth, .bin): convert it in Python by safetensors.torch.save_file(torch.load(PATH, weights_only=True), \"model.safetensors\")";

    /// <summary>The kind of file; <see langword="null"/> where the bytes are none of those known.</summary>
    internal static string? Of(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG image",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "a PNG image",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a GIF image",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "a WebP image",
        [(byte)'P', (byte)'K', 3, 4, ..] => start.IndexOf("data.pkl"u8) >= 0 ? Pickle : "a ZIP archive",
        [0x80, >= 2 and <= 5, (byte)'}' or (byte)'c' or (byte)'(' or 0x8A or 0x95, ..] => Pickle,
        [0x1F, 0x8B, ..] => "a gzip archive",
        [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] => "a NumPy array",
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "an HDF5 file",
        [(byte)'G', (byte)'G', (byte)'U', (byte)'F', ..] => "a GGUF file",
        [0x8B, (byte)'G', (byte)'L', (byte)'P', (byte)'A', (byte)'C', (byte)'K', ..] => "a pack of faces (.glpack)",
        _ when start.StartsWith("version https://git-lfs"u8) => "the pointer of Git LFS to one: fetch the file itself by git lfs pull",
        _ when start.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] => "a page of HTML or XML, as a failed download leaves it",
        [(byte)'{', (byte)'"' or (byte)'\n' or (byte)'\r' or (byte)' ', ..] => "JSON",
        _ => null,
    };
}
