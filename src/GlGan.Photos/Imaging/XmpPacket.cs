using System.Xml;
using System.Xml.Linq;

namespace GlGan.Imaging;

/// <summary>The text of an XMP packet: RDF in XML between two processing instructions.</summary>
internal static class XmpPacket
{
    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace IptcExtension = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static readonly XName Property = IptcExtension + "DigitalSourceType";

    /// <summary>Whether the packet gives the digital source type, as an attribute, as text or as a resource.</summary>
    internal static bool HasMark(string? packet) => Parse(packet) is { } root
        && (root.DescendantsAndSelf().Attributes(Property).Any(attribute => IsMark(attribute.Value))
            || root.DescendantsAndSelf(Property).Any(element => IsMark(element.Value) || IsMark(element.Attribute(Rdf + "resource")?.Value)));

    /// <summary>The packet with the mark added; a new one when there is none, or none that can be read.</summary>
    internal static string WithMark(string? packet)
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
            new XElement(Property, Provenance.TrainedAlgorithmicMedia)));
        return $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>{root.ToString(SaveOptions.DisableFormatting)}<?xpacket end=\"w\"?>";
    }

    private static bool IsMark(string? value) => value?.Trim() == Provenance.TrainedAlgorithmicMedia;

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
