namespace GlGan.Onnx;

/// <summary>What is kept beside an installed file.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
/// <param name="Licence">SPDX name of its licence.</param>
/// <param name="Source">Page of its authors.</param>
/// <param name="From">Where the file was got: an address or a path.</param>
internal sealed record InstalledModel(string Name, string FileName, string Sha256, string Licence, Uri Source, string From);
