using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GlGan.Samples.Web.Limits;
using Microsoft.Extensions.Options;

namespace GlGan.Tests.Web;

/// <summary>Clients that send slowly, or never end, keep nobody else out, and the server from nothing.</summary>
[Collection("Tensors")]
public sealed class SlowClientTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task However_many_hold_back_their_forms_others_are_served()
    {
        await using var server = await WebServer.StartAsync("--Limits:Concurrent=1", "--Limits:Queue=1", "--Limits:PerClient=1000", "--Limits:PerMinute=1000");
        var slow = Enumerable.Range(0, 50).Select(_ => BeginUpload(server)).ToArray();

        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await server.EditAsync("smooth", WebServer.Form())).StatusCode);

        foreach (var socket in slow) socket.Dispose();
    }

    [Fact]
    public async Task One_address_has_so_many_requests_at_a_time()
    {
        await using var server = await WebServer.StartAsync("--Limits:PerClient=2");
        using var first = BeginUpload(server);
        using var second = BeginUpload(server);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        using var refused = await server.EditAsync("smooth", WebServer.Form());

        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        await Refusals.AssertAsync(refused, HttpStatusCode.TooManyRequests, "At most 2 edits at a time are taken from one address. Try again in 1 seconds.");
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "20010DB800010002::/64")]
    public void A_household_is_one_client_however_many_addresses_it_has(string address, string client) => Assert.Equal(client, ClientAddress.Of(IPAddress.Parse(address)));

    [Fact]
    public async Task All_clients_together_have_so_many_bytes_of_uploads_in_memory()
    {
        await using var server = await WebServer.StartAsync("--Limits:MaxBytes=300000", "--Limits:MaxUploadBytes=1000000");
        var full = Enumerable.Range(0, 2).Select(_ => BeginUpload(server, 600_000)).ToArray();
        foreach (var socket in full) socket.Send(new byte[495_000]);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        using (var refused = await server.EditAsync("smooth", WebServer.Form()))
        {
            Assert.Equal(Soon, refused.Headers.RetryAfter!.Delta);
            await Refusals.AssertAsync(refused, HttpStatusCode.ServiceUnavailable, "Too many uploads are under way. Try again in 5 seconds.");
        }

        foreach (var socket in full) socket.Dispose();
        for (var served = HttpStatusCode.ServiceUnavailable; served != HttpStatusCode.OK; served = (await server.EditAsync("smooth", WebServer.Form())).StatusCode) await Task.Delay(100, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("--Limits:Concurrent=0")]
    [InlineData("--Limits:MaxBytes=9000000000")]
    [InlineData("--Limits:MaxUploadBytes=1000")]
    public async Task Limits_that_cannot_be_stop_the_application(string limit) => await Assert.ThrowsAsync<OptionsValidationException>(() => WebServer.StartAsync(limit));

    [Fact]
    public async Task An_upload_that_takes_too_long_is_told_so()
    {
        await using var server = await WebServer.StartAsync("--Limits:UploadSeconds=1");
        using var socket = BeginUpload(server);

        Assert.StartsWith("HTTP/1.1 408", Answer(socket));
    }

    [Fact]
    public async Task Connections_that_send_a_byte_now_and_then_are_cut()
    {
        await using var server = await WebServer.StartAsync();
        using var socket = BeginUpload(server);
        var clock = Stopwatch.StartNew();

        Assert.StartsWith("HTTP/1.1 408", Answer(socket));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, 3 * Soon);
    }

    [Fact]
    public async Task The_server_ends_within_seconds_whoever_is_sending()
    {
        var server = await WebServer.StartAsync();
        using var socket = BeginUpload(server);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();

        await server.StopAsync();

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
        Assert.StartsWith("HTTP/1.1 503", Answer(socket));
        await server.DisposeAsync();
    }

    private static Socket BeginUpload(WebServer server, int length = 900_000)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 30_000 };
        socket.Connect("127.0.0.1", server.Client.BaseAddress!.Port);
        socket.Send(Encoding.ASCII.GetBytes($"POST /api/smooth HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n"));
        return socket;
    }

    private static string Answer(Socket socket)
    {
        var bytes = new byte[4096];
        return Encoding.ASCII.GetString(bytes, 0, socket.Receive(bytes));
    }
}
