using System.Xml;
using System.Xml.Linq;

namespace GlGan.Imaging;

/// <summary>The text of an XMP packet: RDF in XML between two processing instructions.</summary>
internal static class XmpPacket
{
    private const string Terms = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace IptcExtension = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static readonly XName Property = IptcExtension + "DigitalSourceType";

    /// <summary>IPTC's address of a source.</summary>
    internal static string Address(DigitalSource source) => Terms + Provenance.Term(source);

    /// <summary>The digital source type of the packet, given as an attribute, as text or as a resource; the weightiest where it has several.</summary>
    internal static DigitalSource? Source(string? packet) => Parse(packet) is not { } root ? null : root.DescendantsAndSelf().Attributes(Property).Select(attribute => attribute.Value)
        .Concat(root.DescendantsAndSelf(Property).SelectMany(element => (string?[])[element.Value, element.Attribute(Rdf + "resource")?.Value]))
        .Max(Named);

    /// <summary>The packet with the mark added; a new one when there is none, or none that can be read.</summary>
    internal static string WithSource(string? packet, DigitalSource source)
    {
        var root = Parse(packet);
        var rdf = root?.DescendantsAndSelf(Rdf + "RDF").FirstOrDefault();
        if (root is null || rdf is null)
        {
            rdf = new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf));
            root = new XElement(Meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", Meta), rdf);
        }

        root.DescendantsAndSelf().Attributes(Property).Remove();
        root.Descendants(Property).Remove();
        rdf.Add(new XElement(
            Rdf + "Description",
            new XAttribute(Rdf + "about", ""),
            new XAttribute(XNamespace.Xmlns + "Iptc4xmpExt", IptcExtension),
            new XElement(Property, Address(source))));
        return $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>{root.ToString(SaveOptions.DisableFormatting)}<?xpacket end=\"w\"?>";
    }

    private static DigitalSource? Named(string? value) =>
        Enum.GetValues<DigitalSource>().Where(source => value?.Trim() == Address(source)).Select(source => (DigitalSource?)source).FirstOrDefault();

    private static XElement? Parse(string? packet)
    {
        if (packet is null) return null;
        try
        {
            using var text = new StringReader(packet.Trim('\0', '\uFEFF', ' ', '\r', '\n'));
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
