using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Attack;

/// <summary>Smooths a face again and again, and waits a little in between.</summary>
internal static class HonestClient
{
    /// <summary>Asks, and says what came of each request: its status, or none where the connection ended without an answer.</summary>
    /// <param name="port">Where the service listens on this machine.</param>
    /// <param name="requests">How often.</param>
    internal static async Task<List<Answer>> AskAsync(int port, int requests)
    {
        var face = new SyntheticFaces(1).Render(3, FaceView.Frontal, 128, FaceTemplate.TpGan128);
        var photo = SkiaImageCodec.Default.Encode(face.Image, ImageFormat.Png);
        var landmarks = string.Join(' ', face.Landmarks.ToArray().Select(point => FormattableString.Invariant($"{point.X:0.0},{point.Y:0.0}")));
        using var client = new HttpClient();
        List<Answer> answers = [];
        for (var request = 0; request < requests; request++)
        {
            using var form = new MultipartFormDataContent { { new StringContent(landmarks), "photo-landmarks" } };
            form.Add(new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "photo", "photo.png");
            var clock = Stopwatch.StartNew();
            HttpStatusCode? status = null;
            try
            {
                using var response = await client.PostAsync(new Uri($"http://127.0.0.1:{port}/api/smooth"), form);
                await response.Content.ReadAsByteArrayAsync();
                status = response.StatusCode;
            }
            catch (HttpRequestException)
            {
            }

            answers.Add(new(status, clock.Elapsed.TotalSeconds));
            await Task.Delay(200);
        }

        return answers;
    }

    /// <summary>Many at once.</summary>
    internal static async Task<Answer[]> AskAsync(int port, int clients, int requestsOfEach) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => AskAsync(port, requestsOfEach)))).SelectMany(answers => answers)];

    /// <summary>How often each status came, and how long it took.</summary>
    internal static string Summary(IReadOnlyCollection<Answer> answers)
    {
        var counts = answers.CountBy(answer => answer.Status is { } status ? $"{(int)status}" : "no answer").OrderBy(entry => entry.Key).Select(entry => $"{entry.Value} times {entry.Key}");
        var seconds = answers.Select(answer => answer.Seconds).Order().ToArray();
        return FormattableString.Invariant($"{string.Join(", ", counts)}; median {seconds[seconds.Length / 2] * 1000:0} ms, slowest {seconds[^1] * 1000:0} ms");
    }

    /// <summary>What came of a request.</summary>
    internal readonly record struct Answer(HttpStatusCode? Status, double Seconds)
    {
        /// <summary>Whether it was done, or refused with a reason.</summary>
        internal bool IsKept => Status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
    }
}
