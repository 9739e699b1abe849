using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

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
        // The clients share one address here; that of a client counts elsewhere.
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "GlGan.Samples.Web.dll"), "--urls=http://127.0.0.1:0", "--Limits:PerMinute=100000", "--Limits:PerClient=100000"])
        {
            RedirectStandardOutput = true,
        };
        using var server = Process.Start(start)!;
        var port = Port(server);
        try
        {
            return Attack(slow, server, port);
        }
        finally
        {
            server.Kill();
        }
    }

    private static bool Attack(int slow, Process server, int port)
    {
        // Code is compiled when it first runs.
        AskAsync(port, 1).GetAwaiter().GetResult();
        using var stop = new CancellationTokenSource();
        var attackers = Enumerable.Range(0, slow).Select(_ => SendSlowlyAsync(port, stop.Token)).ToArray();
        Thread.Sleep(TimeSpan.FromSeconds(3));
        var answers = Task.WhenAll(Enumerable.Range(0, HonestClients).Select(_ => AskAsync(port, RequestsOfEach))).GetAwaiter().GetResult().SelectMany(times => times).ToArray();
        var counts = answers.CountBy(answer => answer.Status).OrderBy(entry => entry.Key).Select(entry => $"{entry.Value} times {(int)entry.Key}");
        var slowest = answers.Max(answer => answer.Seconds);
        Console.WriteLine(FormattableString.Invariant($"{slow} slow clients, {HonestClients} honest ones: {string.Join(", ", counts)}; median {answers.Select(answer => answer.Seconds).Order().ElementAt(answers.Length / 2) * 1000:0} ms, slowest {slowest * 1000:0} ms"));

        var clock = Stopwatch.StartNew();
        using (Process.Start("kill", ["-TERM", $"{server.Id}"])) { }
        server.WaitForExit();
        var end = clock.Elapsed.TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"SIGTERM in the middle: ended after {end:0.00} s with {server.ExitCode}"));
        stop.Cancel();
        Task.WaitAll(attackers);
        return slowest <= MostSeconds && end <= MostSecondsToEnd && answers.All(answer => answer.Status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests);
    }

    private static int Port(Process server)
    {
        const string Listening = "Now listening on: http://127.0.0.1:";
        var port = new TaskCompletionSource<int>();
        server.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at) port.TrySetResult(int.Parse(line.Data[(at + Listening.Length)..], CultureInfo.InvariantCulture));
        };
        server.BeginOutputReadLine();
        return port.Task.WaitAsync(TimeSpan.FromMinutes(1)).GetAwaiter().GetResult();
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

    private static async Task<List<(HttpStatusCode Status, double Seconds)>> AskAsync(int port, int requests)
    {
        var face = new SyntheticFaces(1).Render(3, FaceView.Frontal, 128, FaceTemplate.TpGan128);
        var photo = SkiaImageCodec.Default.Encode(face.Image, ImageFormat.Png);
        var landmarks = string.Join(' ', face.Landmarks.ToArray().Select(point => FormattableString.Invariant($"{point.X:0.0},{point.Y:0.0}")));
        using var client = new HttpClient();
        List<(HttpStatusCode, double)> answers = [];
        for (var request = 0; request < requests; request++)
        {
            using var form = new MultipartFormDataContent { { new StringContent(landmarks), "photo-landmarks" } };
            form.Add(new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "photo", "photo.png");
            var clock = Stopwatch.StartNew();
            using var response = await client.PostAsync(new Uri($"http://127.0.0.1:{port}/api/smooth"), form);
            await response.Content.ReadAsByteArrayAsync();
            answers.Add((response.StatusCode, clock.Elapsed.TotalSeconds));
            await Task.Delay(200);
        }

        return answers;
    }
}
