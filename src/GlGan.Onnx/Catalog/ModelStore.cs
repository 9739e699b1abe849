using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GlGan.Foundation;

namespace GlGan.Onnx;

/// <summary>Models of others on this machine, each got once: its file, and beside it licence and source.</summary>
public sealed class ModelStore
{
    private const string FolderVariable = "GLGAN_MODELS";
    private const string InfoName = "model.json";
    private const int Piece = 1 << 16;

    private static readonly HttpClient Client = new();

    /// <summary>Opens a folder of models, which need not exist.</summary>
    /// <param name="folder">
    /// The folder; unless given, the one that the environment variable <c>GLGAN_MODELS</c> names, else <c>GlGan/models</c> in the user's folder for the data of applications (<c>~/.local/share</c> on Linux).
    /// </param>
    public ModelStore(string? folder = null) => Folder = Path.GetFullPath(
        folder ?? (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "GlGan", "models")));

    /// <summary>Where the models are.</summary>
    public string Folder { get; }

    /// <summary>The file of an installed model; <see langword="null"/> where it is not installed.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ModelStoreException">The file is not as it was installed.</exception>
    public string? Find(CatalogModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var path = FileOf(model);
        if (!File.Exists(path)) return null;
        return Misfit(model, path) is { } misfit
            ? throw new ModelStoreException($"'{path}' was changed or damaged: {misfit}. Remove it and install it again: glgan models remove {model.Name}, then glgan models install {model.Name}.")
            : path;
    }

    /// <summary>Downloads a model from its publisher, unless it is installed. What is interrupted leaves nothing behind.</summary>
    /// <param name="model">The model.</param>
    /// <param name="client">Makes the request; one that follows the system's proxy settings unless given.</param>
    /// <param name="progress">Told of the bytes that have come.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ModelStoreException">The download failed, what came is not the model, or the folder cannot be written.</exception>
    public async Task<string> InstallAsync(CatalogModel model, HttpClient? client = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (Find(model) is { } installed) return installed;
        RequireWritable(model);
        try
        {
            using var response = await (client ?? Client).GetAsync(model.Address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            using var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var bytes = await ReadAsync(content, model, progress, cancellationToken).ConfigureAwait(false);
            return Keep(model, bytes, model.Address.AbsoluteUri);
        }
        catch (Exception problem) when (problem is HttpRequestException or HttpIOException or IOException and not ModelStoreException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelStoreException(
                $"{model.Name} could not be downloaded from {model.Address}: {problem.Message.TrimEnd('.')}. Try again; behind a proxy, set HTTPS_PROXY; offline, get the file elsewhere and run: "
                + $"glgan models install {model.FileName}",
                problem);
        }
    }

    /// <summary>Installs the file of a model that is known by its content.</summary>
    /// <param name="path">The file, whatever its name.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelStoreException">It is none of <see cref="CatalogModel.All"/>, or the folder cannot be written.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public CatalogModel InstallFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        UserFile.Require(path);
        var model = CatalogModel.All.FirstOrDefault(known => Misfit(known, path) is null)
            ?? throw new ModelStoreException(
                $"'{path}' is none of the models known by name: {string.Join("; ", CatalogModel.All.Select(known => $"{known.Name} has {Number(known.Length)} bytes and the SHA-256 {known.Sha256}"))}. "
                + "A detector of your own needs no installing: name its file where you use it (--detector FILE).");
        RequireWritable(model);
        Keep(model, File.ReadAllBytes(path), Path.GetFullPath(path));
        return model;
    }

    /// <summary>Removes a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(CatalogModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var folder = Path.GetDirectoryName(FileOf(model))!;
        if (!Directory.Exists(folder)) return false;
        var wasInstalled = File.Exists(FileOf(model));
        File.Delete(FileOf(model));
        File.Delete(Path.Combine(folder, InfoName));
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        return wasInstalled;
    }

    private string FileOf(CatalogModel model) => Path.Combine(Folder, model.Name, model.FileName);

    private string Keep(CatalogModel model, byte[] bytes, string from)
    {
        var path = FileOf(model);
        var info = new InstalledModel(model.Name, model.FileName, model.Sha256, model.Licence, model.Source, from);
        AtomicFile.Write(Path.Combine(Path.GetDirectoryName(path)!, InfoName), JsonSerializer.SerializeToUtf8Bytes(info, CatalogJson.Default.InstalledModel));
        AtomicFile.Write(path, bytes);
        return path;
    }

    private void RequireWritable(CatalogModel model)
    {
        try
        {
            var folder = Path.GetDirectoryName(FileOf(model))!;
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelStoreException(
                $"Models are kept in '{Folder}', which cannot be written: {problem.Message.TrimEnd('.')}. Set {FolderVariable} to a folder that can, or name the file where you use it (--detector FILE).", problem);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream content, CatalogModel model, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var writer = new ArrayBufferWriter<byte>((int)model.Length);
        while (await content.ReadAsync(writer.GetMemory(Piece)[..Piece], cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            writer.Advance(count);
            progress?.Report(writer.WrittenCount);
            if (writer.WrittenCount > model.Length) break;
        }

        var bytes = writer.WrittenSpan.ToArray();
        return Misfit(model, bytes) is { } misfit ? throw new IOException($"what came is not the model: {misfit}") : bytes;
    }

    private static string? Misfit(CatalogModel model, string path)
    {
        var length = new FileInfo(path).Length;
        return length == model.Length ? Misfit(model, File.ReadAllBytes(path)) : $"it has {Number(length)} bytes instead of {Number(model.Length)}";
    }

    private static string? Misfit(CatalogModel model, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < model.Length) return $"it ended after {Number(bytes.Length)} of {Number(model.Length)} bytes";
        if (bytes.Length > model.Length) return $"it has more than {Number(model.Length)} bytes";
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return hash == model.Sha256 ? null : $"its SHA-256 is {hash} instead of {model.Sha256}";
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
