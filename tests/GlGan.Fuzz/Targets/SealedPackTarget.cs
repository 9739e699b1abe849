using System.Buffers.Binary;
using GlGan.Datasets;

namespace GlGan.Fuzz.Targets;

/// <summary>Damaged packs whose checksums are right all the same: without that, checksums refuse them before anything else is looked at.</summary>
internal sealed class SealedPackTarget : IFuzzTarget
{
    private const int FooterLength = 44;

    private readonly PackTarget _plain = new();

    public string Name => "sealed-pack";

    public IReadOnlyList<byte[]> Seeds => _plain.Seeds;

    public IReadOnlyList<Type> Refusals => _plain.Refusals;

    public void Run(byte[] input, string file)
    {
        var bytes = (byte[])input.Clone();
        Seal(bytes);
        _plain.Run(bytes, file);
    }

    private static void Seal(byte[] bytes)
    {
        if (bytes.Length < PackHeader.PreambleLength + FooterLength) return;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        if (length < 0 || length > bytes.Length - PackHeader.PreambleLength) return;
        Seal(bytes, at: 16, PackHeader.PreambleLength, length);
        try
        {
            SealParts(bytes, PackHeader.Parse("input.glpack", new PackBytes(bytes)));
        }
        catch (DatasetException)
        {
            // Refused for another reason than a checksum.
        }
    }

    private static void SealParts(byte[] bytes, PackHeader header)
    {
        var entry = header.Length;
        for (; entry + header.EntryLength <= bytes.Length - FooterLength; entry += header.EntryLength)
        {
            Seal(bytes, entry + 4, entry + PackEntry.Length, header.EntryLength - PackEntry.Length);
            Seal(bytes, entry, entry + 4, PackEntry.Length - 4);
        }

        var footer = bytes.Length - FooterLength;
        var names = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(footer + 16));
        var damaged = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(footer + 24));
        if (names >= 0 && damaged >= 0 && names < footer && damaged < footer - names)
        {
            Seal(bytes, footer + 36, (int)(footer - damaged), (int)damaged);
            Seal(bytes, footer + 32, (int)(footer - damaged - names), (int)names);
        }

        Seal(bytes, footer + 40, footer, 40);
    }

    private static void Seal(byte[] bytes, int at, int start, int length) =>
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), PackChecksum.Of(bytes.AsSpan(start, length)));
}
