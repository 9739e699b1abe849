namespace GlGan.Serialization;

/// <summary>Tells what a file is that was taken for one of safetensors.</summary>
internal static class FileSignature
{
    /// <summary>What begins so, in words; <see langword="null"/> where it is none of what people mix up.</summary>
    internal static string? Of(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG image",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "a PNG image",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a GIF image",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "a RIFF file, such as a WebP image",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive, as torch.save writes: save its tensors with the Python package safetensors",
        [0x80, >= 2 and <= 5, ..] => "a Python pickle: save its tensors with the Python package safetensors",
        [(byte)'v', (byte)'e', (byte)'r', (byte)'s', (byte)'i', (byte)'o', (byte)'n', (byte)' ', ..] => "a pointer of Git LFS: 'git lfs pull' fetches the file itself",
        [(byte)'<', ..] => "a web page: the download has failed",
        [(byte)'{', ..] => "JSON",
        _ => null,
    };
}
