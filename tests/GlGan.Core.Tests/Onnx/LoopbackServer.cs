using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GlGan.Tests.Onnx;

/// <summary>A web server on this machine that answers every request with the same bytes, or with fewer than it announces.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private byte[] _head = [];
    private byte[] _body = [];

    internal LoopbackServer()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/tiny.onnx");
        _ = ServeAsync();
    }

    internal Uri Address { get; }

    internal int Requests { get; private set; }

    internal string LastTarget { get; private set; } = "";

    internal void Answer(byte[] body, HttpStatusCode status = HttpStatusCode.OK, int? announced = null, int? sent = null)
    {
        _head = Encoding.ASCII.GetBytes($"HTTP/1.1 {(int)status} {status}\r\nContent-Length: {announced ?? body.Length}\r\nConnection: close\r\n\r\n");
        _body = body[..(sent ?? body.Length)];
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, leaveOpen: true);
                LastTarget = (await reader.ReadLineAsync())!.Split(' ')[1];
                while (await reader.ReadLineAsync() is { Length: > 0 }) { }
                Requests++;
                await stream.WriteAsync(_head);
                await stream.WriteAsync(_body);
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException or IOException)
        {
            // The server ends, or the client went away.
        }
    }
}
