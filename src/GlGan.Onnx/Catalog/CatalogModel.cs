namespace GlGan.Onnx;

/// <summary>A model that others publish, and how to know that a file is it.</summary>
/// <param name="Name">Short name, as in <c>glgan models install NAME</c>.</param>
/// <param name="Does">What it does, in a few words.</param>
/// <param name="FileName">Name of its file.</param>
/// <param name="Address">Where its publisher has it, in a version that never changes.</param>
/// <param name="Length">Length of the file in bytes.</param>
/// <param name="Sha256">SHA-256 of the file, as lower-case hexadecimal digits.</param>
/// <param name="Licence">SPDX name of its licence.</param>
/// <param name="Source">Page of its authors.</param>
public sealed record CatalogModel(string Name, string Does, string FileName, Uri Address, long Length, string Sha256, string Licence, Uri Source)
{
    /// <summary>YuNet, by Shiqi Yu and others: faces and their five landmarks.</summary>
    public static CatalogModel YuNet { get; } = new(
        "yunet",
        "finds faces and their five landmarks",
        "yunet_n_dynamic.onnx",
        new("https://raw.githubusercontent.com/ShiqiYu/libfacedetection.train/0047ac24afb1a50a0c6105001c89d1b5b805dbf1/onnx/yunet_n_dynamic.onnx"),
        322_906,
        "104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12",
        "Apache-2.0",
        new("https://github.com/ShiqiYu/libfacedetection.train"));

    /// <summary>All models that are known by name.</summary>
    public static IReadOnlyList<CatalogModel> All { get; } = [YuNet];

    /// <summary>The model of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static CatalogModel Named(string name) => All.FirstOrDefault(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no model '{name}'. Known: {string.Join(", ", All.Select(model => model.Name))}.", nameof(name));

    /// <summary>What one decides by before a download: <c>yunet (finds faces…; 322,906 bytes, Apache-2.0, from github.com/…)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} ({Does}; {Length:N0} bytes, {Licence}, from {Source.Host}{Source.AbsolutePath})");
}
