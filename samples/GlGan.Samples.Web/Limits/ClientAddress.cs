using System.Net;
using System.Net.Sockets;

namespace GlGan.Samples.Web.Limits;

/// <summary>Whom an address stands for.</summary>
public static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The address; of IPv6 the network, of whose 2⁶⁴ addresses one household has all.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"{Convert.ToHexString(address.GetAddressBytes(), 0, NetworkBytes)}::/64" : $"{address}";
    }
}
