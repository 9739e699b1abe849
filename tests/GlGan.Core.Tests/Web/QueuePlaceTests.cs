using System.Net;

namespace GlGan.Tests.Web;

/// <summary>Whoever waits is told how many come before.</summary>
[Collection("Tensors")]
public sealed class QueuePlaceTests
{
    private static readonly string[] OneAtATime = ["--Limits:Concurrent=1", "--Limits:Queue=2"];

    [Fact]
    public async Task Requests_are_told_their_place_by_their_ticket_and_move_up()
    {
        using var detector = new HeldDetector();
        await using var server = await WebServer.StartAsync(detector, OneAtATime);
        var tickets = Tickets(3);

        var answers = await QueueAsync(server, tickets, TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 2], await PlacesAsync(server, tickets));

        detector.LetGo();
        await answers[0];
        await UntilAsync(server, tickets[1], 0);
        Assert.Equal([null, 0, 1], await PlacesAsync(server, tickets));

        detector.LetGo();
        detector.LetGo();
        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        foreach (var ticket in tickets) await UntilAsync(server, ticket, null);
    }

    [Fact]
    public async Task A_client_that_has_gone_holds_nobody_up()
    {
        using var detector = new HeldDetector();
        await using var server = await WebServer.StartAsync(detector, OneAtATime);
        var tickets = Tickets(3);
        using var gone = new CancellationTokenSource();

        var answers = await QueueAsync(server, tickets, gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answers[1]);
        await UntilAsync(server, tickets[2], 1);
        await UntilAsync(server, tickets[1], null);
        detector.LetGo();
        detector.LetGo();
        Assert.Equal(HttpStatusCode.OK, (await answers[2]).StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_refused_has_no_place()
    {
        using var detector = new HeldDetector();
        await using var server = await WebServer.StartAsync(detector, OneAtATime);
        var tickets = Tickets(4);
        var answers = await QueueAsync(server, tickets[..3], TestContext.Current.CancellationToken);

        await Refusals.AssertAsync(await server.FindFacesAsync(Form(tickets[3])), HttpStatusCode.TooManyRequests, "Too many edits are waiting");

        Assert.Null(await server.PlaceOfAsync(tickets[3]));
        for (var i = 0; i < 3; i++) detector.LetGo();
        await Task.WhenAll(answers);
    }

    [Fact]
    public async Task Asking_for_a_place_takes_none_of_the_edits_of_a_minute()
    {
        await using var server = await WebServer.StartAsync("--Limits:PerMinute=1", "--Limits:PerClient=1");

        for (var i = 0; i < 10; i++) Assert.Null(await server.PlaceOfAsync(Guid.NewGuid()));

        Assert.Equal(HttpStatusCode.OK, (await server.EditAsync("smooth", WebServer.Form())).StatusCode);
    }

    [Fact]
    public async Task A_place_is_kept_in_no_cache()
    {
        await using var server = await WebServer.StartAsync();

        using var response = await server.Client.GetAsync($"api/queue/{Guid.NewGuid()}", TestContext.Current.CancellationToken);

        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_ticket_that_is_none_is_refused()
    {
        await using var server = await WebServer.StartAsync();
        using var form = WebServer.Form();
        form.Add(new StringContent("first"), "ticket");

        await Refusals.AssertAsync(await server.EditAsync("smooth", form), HttpStatusCode.BadRequest, "must be a GUID", "ticket");
    }

    private static Guid[] Tickets(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];

    // One after the other, so that their order is known.
    private static async Task<Task<HttpResponseMessage>[]> QueueAsync(WebServer server, Guid[] tickets, CancellationToken second)
    {
        var answers = new Task<HttpResponseMessage>[tickets.Length];
        for (var i = 0; i < tickets.Length; i++)
        {
            answers[i] = server.Client.PostAsync("api/faces", Form(tickets[i]), i == 1 ? second : TestContext.Current.CancellationToken);
            await UntilAsync(server, tickets[i], i);
        }

        return answers;
    }

    private static async Task<int?[]> PlacesAsync(WebServer server, Guid[] tickets) => await Task.WhenAll(tickets.Select(server.PlaceOfAsync));

    private static async Task UntilAsync(WebServer server, Guid ticket, int? place)
    {
        while (await server.PlaceOfAsync(ticket) != place) await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    private static MultipartFormDataContent Form(Guid ticket) => new() { { new ByteArrayContent(WebServer.Encoded), "photo", "photo.png" }, { new StringContent($"{ticket}"), "ticket" } };
}
