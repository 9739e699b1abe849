using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using GlGan.Onnx;

namespace GlGan.Tests.Onnx;

public sealed class ModelStoreTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(index => (byte)(index * 7))];

    // Proxies of the machine know nothing of this server.
    private static readonly HttpClient Direct = new(new HttpClientHandler { UseProxy = false });

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private ModelStore Store => new(_folder.File("models"));

    private CatalogModel Model => new(
        "tiny", "does nothing", "tiny.onnx", _server.Address, Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)), "MIT", new Uri("https://example.org/tiny"));

    [Fact]
    public async Task A_model_is_got_once_and_kept_with_its_licence_and_source()
    {
        _server.Answer(Content);
        List<long> told = [];

        var path = await Store.InstallAsync(Model, Direct, progress: new Told(told), cancellationToken: TestContext.Current.CancellationToken);
        await Store.InstallAsync(Model, Direct, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Content, File.ReadAllBytes(path));
        Assert.Equal(path, Store.Find(Model));
        Assert.Equal(1, _server.Requests);
        Assert.Equal(Content.Length, told[^1]);
        using var info = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "model.json")));
        Assert.Equal(("MIT", "https://example.org/tiny"), (info.RootElement.GetProperty("licence").GetString(), info.RootElement.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task What_is_not_the_model_is_not_kept()
    {
        _server.Answer([.. Content[..^1], 1]);
        Assert.Contains("its SHA-256 is", (await Fails()).Message);

        _server.Answer([.. Content, 0]);
        Assert.Contains("more than 200,000 bytes", (await Fails()).Message);

        _server.Answer(Content[..1000]);
        Assert.Contains("ended after 1,000 of 200,000 bytes", (await Fails()).Message);

        _server.Answer(Content, announced: Content.Length, sent: 70_000);
        await Fails();

        _server.Answer([], status: HttpStatusCode.NotFound);
        Assert.Contains("404", (await Fails()).Message);
    }

    [Fact]
    public async Task Without_a_network_the_message_says_what_to_do()
    {
        _server.Dispose();

        var problem = await Fails();

        Assert.Contains(Model.Address.AbsoluteUri, problem.Message);
        Assert.Contains("glgan models install tiny.onnx", problem.Message);
        Assert.Contains("HTTPS_PROXY", problem.Message);
    }

    [Fact]
    public async Task Giving_up_leaves_nothing_behind()
    {
        _server.Answer(Content);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.InstallAsync(Model, Direct, progress: new Stopping(stop), cancellationToken: stop.Token));

        Assert.Null(Store.Find(Model));
    }

    [Fact]
    public async Task A_proxy_is_asked_for_the_publishers_address()
    {
        _server.Answer(Content);
        using var client = new HttpClient(new HttpClientHandler { Proxy = new WebProxy(_server.Address), UseProxy = true });
        var model = Model with { Address = new Uri("http://models.example.org/tiny.onnx") };

        await Store.InstallAsync(model, client, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("http://models.example.org/tiny.onnx", _server.LastTarget);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_with_what_to_do()
    {
        File.WriteAllText(_folder.File("models"), "a file is in the way");

        var problem = await Fails();

        Assert.Contains(_folder.File("models"), problem.Message);
        Assert.Contains("Set GLGAN_MODELS to a folder that can", problem.Message);
        Assert.Equal(0, _server.Requests);
    }

    [Fact]
    public async Task A_file_that_was_changed_is_noticed_and_removed_on_request()
    {
        _server.Answer(Content);
        var path = await Store.InstallAsync(Model, Direct, cancellationToken: TestContext.Current.CancellationToken);
        File.AppendAllText(path, "x");

        Assert.Contains("glgan models remove tiny", Assert.Throws<ModelStoreException>(() => Store.Find(Model)).Message);

        Assert.True(Store.Remove(Model));
        Assert.False(Store.Remove(Model));
        Assert.Null(Store.Find(Model));
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    [Fact]
    public void A_file_is_known_by_its_content()
    {
        File.WriteAllBytes(_folder.File("yunet.onnx"), Content);
        var problem = Assert.Throws<ModelStoreException>(() => Store.InstallFile(_folder.File("yunet.onnx")));
        Assert.Contains("322,906 bytes", problem.Message);
        Assert.Contains("--detector FILE", problem.Message);

        File.Copy(SharedModels.YuNetFile, _folder.File("renamed.bin"));
        Assert.Equal("yunet", Store.InstallFile(_folder.File("renamed.bin")).Name);
        Assert.NotNull(Store.Find(CatalogModel.YuNet));
    }

    private async Task<ModelStoreException> Fails()
    {
        var problem = await Assert.ThrowsAsync<ModelStoreException>(() => Store.InstallAsync(Model, Direct, cancellationToken: TestContext.Current.CancellationToken));
        if (Directory.Exists(Store.Folder)) Assert.Empty(Directory.EnumerateFiles(Store.Folder, "*", SearchOption.AllDirectories));
        return problem;
    }

    private sealed class Told(List<long> values) : IProgress<long>
    {
        public void Report(long value) => values.Add(value);
    }

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value) => stop.Cancel();
    }
}
