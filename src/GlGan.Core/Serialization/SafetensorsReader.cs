using System.Buffers.Binary;
using GlGan.Foundation;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Serialization;

/// <summary>
/// An open safetensors file. The header is checked in full when the file is opened; tensors are read on request, straight from the file
/// into their own memory, so one of a type that cannot be read is no matter to the others. Reading from several threads at once is safe.
/// </summary>
public sealed class SafetensorsReader : IDisposable
{
    private readonly SafeFileHandle? _file;
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly SafetensorsHeader _header;
    private readonly long _dataStart;

    // From a file, or from memory where there is none.
    private SafetensorsReader(string path, SafeFileHandle? file, ReadOnlyMemory<byte> memory = default)
    {
        FilePath = path;
        (_file, _memory) = (file, memory);
        var fileLength = file is null ? memory.Length : RandomAccess.GetLength(file);
        Span<byte> prefix = stackalloc byte[8];
        if (fileLength < prefix.Length) throw Error(null, $"the file has {fileLength} bytes, too few for a header length.");
        ReadFully(prefix, 0, null);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaxLength)
            throw Foreign(fileLength, $"no safetensors file, or a damaged one: by its first bytes the header would have {length} bytes; the limit is {SafetensorsHeader.MaxLength}.");
        _dataStart = prefix.Length + (long)length;
        if (_dataStart > fileLength) throw Foreign(fileLength, $"the header would have {length} bytes, but the file has only {fileLength}.");
        var header = new byte[length];
        ReadFully(header, prefix.Length, null);
        if (!SafetensorsHeader.BeginsWell(header)) throw Foreign(fileLength, "the header does not start with '{'.");
        _header = SafetensorsHeader.Parse(path, header, fileLength - _dataStart);
        Names = [.. _header.Tensors.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Path the file was opened by.</summary>
    public string FilePath { get; }

    /// <summary>The <c>__metadata__</c> strings; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Names of the tensors in ordinal order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <param name="path">File to read.</param>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SafetensorsReader Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        UserFile.Require(path);
        var file = File.OpenHandle(path);
        try
        {
            return new SafetensorsReader(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a whole stream into memory, and tensors from there.</summary>
    /// <param name="name">What to call it in error messages.</param>
    /// <param name="stream">Borrowed; read to its end.</param>
    /// <exception cref="SafetensorsException">The content breaks the format.</exception>
    internal static SafetensorsReader Open(string name, Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return new SafetensorsReader(name, null, memory.ToArray());
    }

    /// <summary>What the header says about a tensor.</summary>
    /// <exception cref="SafetensorsException">There is no tensor of that name.</exception>
    public SafetensorsInfo Info(string name) => _header.Tensors.TryGetValue(name, out var info)
        ? info
        : throw Error(name, "there is no such tensor in the file.");

    internal bool Contains(string name) => _header.Tensors.ContainsKey(name);

    /// <summary>Reads one tensor.</summary>
    /// <returns>A fresh tensor on the CPU, of the shape and type in the file; the caller disposes it.</returns>
    /// <exception cref="SafetensorsException">There is no tensor of that name, its data is damaged, or its type or shape is none that TorchSharp has.</exception>
    public Tensor Read(string name)
    {
        var info = Info(name);
        var tensor = Empty(info, RequireType(info));
        try
        {
            var position = _dataStart + info.Begin;
            TensorBytes.ForEachChunk(tensor, chunk =>
            {
                ReadFully(chunk, position, name);
                if (tensor.dtype == ScalarType.Bool && chunk.ContainsAnyExceptInRange((byte)0, (byte)1)) throw Error(name, "a BOOL is neither 0 nor 1.");
                position += chunk.Length;
            });
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Reads every tensor.</summary>
    /// <returns>Name → fresh tensor on the CPU; the caller disposes them.</returns>
    /// <exception cref="SafetensorsException">Data is damaged, or a tensor cannot be read: <see cref="Read"/> reads the others.</exception>
    public Dictionary<string, Tensor> ReadAll()
    {
        var tensors = new Dictionary<string, Tensor>(Names.Count, StringComparer.Ordinal);
        try
        {
            foreach (var name in Names) tensors.Add(name, Read(name));
            return tensors;
        }
        catch
        {
            foreach (var tensor in tensors.Values) tensor.Dispose();
            throw;
        }
    }

    /// <summary>Closes the file. Tensors already read stay valid.</summary>
    public void Dispose() => _file?.Dispose();

    /// <summary>The type of a tensor, which TorchSharp must have.</summary>
    internal ScalarType RequireType(SafetensorsInfo info) =>
        info.Type ?? throw Error(info.Name, $"its type {info.DType} cannot be read; known: {SafetensorsTypes.Names}.");

    // libtorch counts the strides of an empty tensor too, as if its empty dimensions had length 1.
    private Tensor Empty(SafetensorsInfo info, ScalarType type)
    {
        try
        {
            _ = info.Shape.Aggregate(1L, (product, length) => checked(product * Math.Max(1, length)));
            return torch.empty([.. info.Shape], type, CPU);
        }
        catch (Exception problem) when (problem is OverflowException or ExternalException)
        {
            throw new SafetensorsException(FilePath, info.Name, $"no tensor can be made with the shape [{string.Join(", ", info.Shape)}]: it is too large.", problem);
        }
    }

    // Only where the header is none: the first bytes of another format may be the length of one.
    private SafetensorsException Foreign(long fileLength, string problem)
    {
        var start = new byte[Math.Min(fileLength, FileSignature.Length)];
        ReadFully(start, 0, null);
        return Error(null, FileSignature.Of(start) is { } other ? $"no safetensors file, but {other}." : problem);
    }

    private void ReadFully(Span<byte> destination, long position, string? tensor)
    {
        while (destination.Length > 0)
        {
            var read = _file is null ? ReadMemory(destination, position) : RandomAccess.Read(_file, destination, position);
            if (read == 0) throw Error(tensor, $"the file ends at byte {position}, {destination.Length} bytes too early.");
            destination = destination[read..];
            position += read;
        }
    }

    private int ReadMemory(Span<byte> destination, long position)
    {
        var rest = _memory.Span[(int)position..];
        var count = Math.Min(rest.Length, destination.Length);
        rest[..count].CopyTo(destination);
        return count;
    }

    private SafetensorsException Error(string? tensor, string problem) => new(FilePath, tensor, problem);
}
