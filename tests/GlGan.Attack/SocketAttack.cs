using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GlGan.Attack;

/// <summary>
/// Slow clients send a byte every few seconds, each a request of its own, beside twenty honest ones: every honest request is answered or refused within a second. Then the service is told to end
/// in the middle of it, and ends within five.
/// </summary>
internal static class SocketAttack
{
    private const int HonestClients = 20, RequestsOfEach = 10;
    private const double MostSeconds = 1, MostSecondsToEnd = 5;

    internal static bool Run(int slow, string folder)
    {
        using var server = new WebServer();
        return Attack(slow, server);
    }

    private static bool Attack(int slow, WebServer server)
    {
        // Code is compiled when it first runs.
        HonestClient.AskAsync(server.Port, 1).GetAwaiter().GetResult();
        using var stop = new CancellationTokenSource();
        var attackers = Enumerable.Range(0, slow).Select(_ => SendSlowlyAsync(server.Port, stop.Token)).ToArray();
        Thread.Sleep(TimeSpan.FromSeconds(3));
        var answers = HonestClient.AskAsync(server.Port, HonestClients, RequestsOfEach).GetAwaiter().GetResult();
        Console.WriteLine($"{slow} slow clients, {HonestClients} honest ones: {HonestClient.Summary(answers)}");

        var (seconds, exitCode) = server.Terminate();
        Console.WriteLine(FormattableString.Invariant($"SIGTERM in the middle: ended after {seconds:0.00} s with {exitCode}"));
        stop.Cancel();
        Task.WaitAll(attackers);
        return answers.Max(answer => answer.Seconds) <= MostSeconds && seconds <= MostSecondsToEnd && answers.All(answer => answer.Status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests);
    }

    // Whoever is cut off comes again.
    private static async Task SendSlowlyAsync(int port, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync("127.0.0.1", port, stop);
                var stream = socket.GetStream();
                await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /api/smooth HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n--b\r\n"), stop);
                while (true)
                {
                    await Task.Delay(TimeSpan.FromSeconds(2), stop);
                    await stream.WriteAsync("x"u8.ToArray(), stop);
                }
            }
            catch (Exception problem) when (problem is IOException or SocketException)
            {
                await Task.Delay(100, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
