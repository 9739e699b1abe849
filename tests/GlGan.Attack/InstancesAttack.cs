using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GlGan.Attack;

/// <summary>
/// Two instances of the web sample behind nginx, with the configuration of <c>samples/cluster/web</c>, and clients that ask all the time. One instance is killed, comes back, and the other
/// is told to end: every request is answered or refused in words.
/// </summary>
internal static class InstancesAttack
{
    private const int RequestsOfEach = 20;

    private static readonly TimeSpan InTheMiddle = TimeSpan.FromSeconds(2);

    internal static bool Run(int clients, string folder)
    {
        if (!File.Exists("/usr/sbin/nginx")) throw new NotSupportedException("nginx is not installed: apt-get install nginx-light.");
        var first = new WebServer();
        using var second = new WebServer();
        try
        {
            using var proxy = Proxy(folder, first.Port, second.Port, out var port);
            HonestClient.AskAsync(port, clients: 2, requestsOfEach: 1).GetAwaiter().GetResult();
            var undisturbed = Ask("both there", () => { });
            var killed = Ask("one killed", first.Kill);
            first.Dispose();
            first = new WebServer(first.Port);
            var ended = Ask("the other told to end", () => second.Terminate());
            proxy.Kill();
            return undisturbed && killed && ended;

            bool Ask(string what, Action disturb)
            {
                var asking = HonestClient.AskAsync(port, clients, RequestsOfEach);
                Thread.Sleep(InTheMiddle);
                disturb();
                var answers = asking.GetAwaiter().GetResult();
                Console.WriteLine($"{clients} clients, {what}: {HonestClient.Summary(answers)}");
                return answers.All(answer => answer.IsKept) && answers.Any(answer => answer.Status == HttpStatusCode.OK);
            }
        }
        finally
        {
            first.Dispose();
        }
    }

    private static Process Proxy(string folder, int first, int second, out int port)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var configuration = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "nginx.conf"))
            .Replace("listen 8080", $"listen 127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("web1:8080", $"127.0.0.1:{first}", StringComparison.Ordinal)
            .Replace("web2:8080", $"127.0.0.1:{second}", StringComparison.Ordinal);
        var file = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(file, configuration);
        return Process.Start("/usr/sbin/nginx", ["-p", folder, "-c", file, "-e", Path.Combine(folder, "nginx.log"), "-g", $"daemon off; master_process off; pid {folder}/nginx.pid;"]);
    }
}
