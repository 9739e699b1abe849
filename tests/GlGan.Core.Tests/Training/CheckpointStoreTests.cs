using System.Security.Cryptography;
using GlGan.Serialization;
using GlGan.Tests.Evaluation;
using GlGan.Training;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class CheckpointStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_newest_checkpoints_are_kept_and_the_best()
    {
        var store = Store(new() { KeepLast = 2, BestBy = "psnr" });

        foreach (var (images, psnr) in ((long, double)[])[(1, 10), (2, 30), (3, 20), (4, 25), (5, double.NaN)]) Save(store, images, psnr);

        Assert.Equal(["checkpoint-000000000005", "checkpoint-000000000004", "checkpoint-000000000002"], store.List().Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void Of_a_distance_the_lowest_is_the_best()
    {
        var store = Store(new() { KeepLast = 2, BestBy = "psnr" });

        foreach (var (images, distance) in ((long, double)[])[(1, 10), (2, double.NaN), (3, 20), (4, 25)]) Save(store, images, distance, higherIsBetter: false);

        Assert.Equal([4, 3, 1], store.List().Select(path => int.Parse(Path.GetFileName(path)[11..])));
    }

    [Fact]
    public void Of_a_score_that_turned_round_the_newest_says_what_is_better()
    {
        var store = Store(new() { BestBy = "psnr" });

        foreach (var (images, value, higher) in ((long, double, bool)[])[(1, 30, true), (2, 10, true), (3, 20, false)]) Save(store, images, value, higher);

        Assert.EndsWith("2", store.Best());
    }

    [Fact]
    public void The_best_checkpoint_that_is_intact_is_loaded()
    {
        using var network = new KnownFaceGenerator(images => images);
        var store = Store(new() { BestBy = "psnr" });
        foreach (var (images, psnr) in ((long, double)[])[(1, 20), (2, 30), (3, 10)])
            store.Save(State(images, psnr), new Dictionary<string, Action<string>> { [CheckpointStore.AverageFile] = path => ModuleWeights.Save(network, path) });
        File.WriteAllText(Path.Combine(store.Best()!, CheckpointStore.AverageFile), "half-written");

        Assert.Equal(1, store.LoadBest(network));
    }

    [Theory]
    [InlineData("SHA256SUMS")]
    [InlineData("state.json")]
    public void A_checkpoint_with_a_pipe_in_it_gives_way_to_the_one_before_it(string file)
    {
        var store = Store();
        foreach (var images in (long[])[1, 2]) Save(store, images, psnr: 1);
        File.Delete(Path.Combine(store.List()[0], file));
        SpecialFiles.Pipe(Path.Combine(store.List()[0], file));

        List<CheckpointException> warnings = [];

        Assert.Equal(1, store.Newest(warnings.Add)!.Value.State.Images);
        Assert.Contains("is a pipe, not a file", Assert.Single(warnings).Message);
    }

    [Fact]
    public void A_checkpoint_comes_back_as_it_was_written()
    {
        var store = Store();
        Save(store, 7, 12.5);

        var (path, state) = store.Newest(Fail)!.Value;

        Assert.Equal((7, 12.5, 5), (state.Images, state.Scores["psnr"].Value, state.Recipe["seed"]!.GetValue<int>()));
        Assert.Equal(["G", "D"], state.Networks);
        Assert.Equal(0.1f, state.Losses["pixel"].Sum);
        Assert.Equal("tensors of 7", File.ReadAllText(Path.Combine(path, "weights")));
    }

    [Theory]
    [InlineData("weights")]
    [InlineData("state.json")]
    [InlineData("SHA256SUMS")]
    public void A_damaged_checkpoint_gives_way_to_the_one_before_it(string file)
    {
        var store = Store();
        Save(store, 1, 0);
        Save(store, 2, 0);
        var damaged = Path.Combine(store.List()[0], file);
        var bytes = File.ReadAllBytes(damaged);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(damaged, bytes);
        List<CheckpointException> warnings = [];

        var newest = store.Newest(warnings.Add);

        Assert.Equal(1, newest!.Value.State.Images);
        Assert.Equal(store.List()[0], Assert.Single(warnings).Checkpoint);
    }

    [Theory]
    [InlineData("weights")]
    [InlineData("state.json")]
    [InlineData("SHA256SUMS")]
    public void So_does_one_with_a_missing_file(string file)
    {
        var store = Store();
        Save(store, 1, 0);
        Save(store, 2, 0);
        File.Delete(Path.Combine(store.List()[0], file));

        Assert.Equal(1, store.Newest(_ => { })!.Value.State.Images);
    }

    [Fact]
    public void A_full_disk_leaves_the_earlier_checkpoints_and_no_trace()
    {
        var store = Store();
        Save(store, 1, 0);

        var full = Assert.Throws<IOException>(() => store.Save(State(2, 0), new Dictionary<string, Action<string>>
        {
            ["first"] = path => File.WriteAllText(path, "written"),
            ["second"] = _ => throw new IOException("No space left on device"),
        }));

        Assert.Equal("No space left on device", full.Message);
        Assert.Equal(["checkpoint-000000000001"], _folder.Names());
        Assert.Equal(1, store.Newest(Fail)!.Value.State.Images);
    }

    [Fact]
    public void On_a_full_disk_all_but_the_newest_and_the_best_make_room()
    {
        var store = Store(new() { BestBy = "psnr" });
        foreach (var (images, psnr) in ((long, double)[])[(1, 30), (2, 10), (3, 10)]) Save(store, images, psnr);
        var full = new IOException("The checkpoint cannot be written.", new IOException("No space left on device", 28));

        store.Save(State(4, 10), new Dictionary<string, Action<string>>
        {
            ["weights"] = path => File.WriteAllText(path, _folder.Names().Contains("checkpoint-000000000002") ? throw full : "tensors of 4"),
        });

        Assert.Equal(["checkpoint-000000000001", "checkpoint-000000000003", "checkpoint-000000000004"], _folder.Names());
    }

    [Fact]
    public void What_else_fails_costs_no_checkpoint()
    {
        var store = Store();
        foreach (var images in (long[])[1, 2, 3]) Save(store, images, 0);

        Assert.Throws<IOException>(() => store.Save(State(4, 0), new Dictionary<string, Action<string>> { ["weights"] = _ => throw new IOException("Input/output error", 5) }));

        Assert.Equal(3, _folder.Names().Length);
    }

    [Theory]
    [InlineData("checkpoint-old")]
    [InlineData("checkpoint-000000000002-backup")]
    [InlineData("checkpoint-00000000002")]
    [InlineData("checkpoint-0000000000002")]
    [InlineData("checkpoint-99999999999x")]
    [InlineData("checkpoint-٩٩٩٩٩٩٩٩٩٩٩٩")]
    [InlineData("checkpoint-999999999999\n")]
    [InlineData(".partial-notes")]
    public void A_folder_of_another_name_is_no_checkpoint_and_is_left_alone(string name)
    {
        var store = Store(new() { KeepLast = 2 });
        Directory.CreateDirectory(_folder.File(name));
        foreach (var images in (long[])[1, 2, 3, 4]) Save(store, images, 0);

        Assert.Equal(4, store.Newest(Fail)!.Value.State.Images);
        Assert.Equal(["checkpoint-000000000004", "checkpoint-000000000003"], store.List().Select(path => Path.GetFileName(path)));
        Assert.Equal(3, _folder.Names().Length);
        Assert.Contains(name, _folder.Names());
    }

    [Fact]
    public void Checkpoints_of_a_future_that_was_given_up_go_with_the_next()
    {
        var store = Store();
        foreach (var images in (long[])[10, 20, 30]) Save(store, images, 0);

        Save(store, 15, 0);

        Assert.Equal(["checkpoint-000000000010", "checkpoint-000000000015"], _folder.Names());
    }

    [Fact]
    public void A_list_of_sums_that_leaves_a_file_out_is_damage()
    {
        var store = Store();
        Save(store, 1, 0);
        var sums = Path.Combine(store.List()[0], "SHA256SUMS");
        File.WriteAllLines(sums, File.ReadAllLines(sums)[1..]);

        Assert.Null(store.Newest(_ => { }));
    }

    [Fact]
    public void What_a_killed_process_left_behind_is_no_checkpoint_and_goes_with_the_next()
    {
        var store = Store();
        var partial = _folder.File($".partial-{Guid.NewGuid():N}");
        Directory.CreateDirectory(partial);
        File.WriteAllText(Path.Combine(partial, "weights"), "half");

        Assert.Empty(store.List());
        Assert.Null(store.Newest(Fail));
        Save(store, 1, 0);

        Assert.Equal(["checkpoint-000000000001"], _folder.Names());
    }

    [Fact]
    public void Sums_are_in_the_format_of_sha256sum()
    {
        var store = Store();
        Save(store, 1, 0);

        var lines = File.ReadAllLines(Path.Combine(store.List()[0], "SHA256SUMS"));

        Assert.Equal(["weights", "state.json"], lines.Select(line => line[66..]));
        Assert.All(lines, line => Assert.Matches("^[0-9a-f]{64}  ", line));
    }

    [Fact]
    public void Invalid_options_are_listed()
    {
        var message = Assert.Throws<ArgumentException>(() => Store(new() { EveryImages = 0, KeepLast = 1 })).Message;

        Assert.Contains("EveryImages must be at least 1; got 0", message);
        Assert.Contains("KeepLast must be at least 2; got 1", message);
    }

    [Fact]
    public void The_layout_of_another_version_is_refused_with_both_named()
    {
        var store = Store();
        Save(store, 7, 12.5);

        Assert.Contains("another version of GlGan.Core (0.0.9, layout 1; this one reads 2)", Refusal(store.List()[0], _ => """{ "version": 1, "library": "0.0.9", "options": {} }"""));
    }

    [Theory]
    [InlineData("\"images\": 7", "\"images\": -7", "Images must not be negative; got -7.")]
    [InlineData("\"position\": ", "\"position\": -", "Position must not be negative")]
    [InlineData("\"networks\": [", "\"networks\": [ null, ", "Networks must be names.")]
    [InlineData("\"recipe\": {", "\"recipe\": [], \"unknown\": {", "Recipe must be an object.")]
    [InlineData("\"networks\"", "\"images\": 7, \"networks\"", "Duplicate property 'images'")]
    [InlineData("\"losses\": {", "\"losses\": null, \"unknown\": {", "the value must not be null. Path: $.losses")]
    public void A_state_that_cannot_be_is_refused_although_its_sum_is_right(string was, string becomes, string problem)
    {
        var store = Store();
        Save(store, 7, 12.5);

        Assert.Contains(problem, Refusal(store.List()[0], state => state.Replace(was, becomes, StringComparison.Ordinal)));
    }

    private static string Refusal(string checkpoint, Func<string, string> change)
    {
        var (state, sums) = (Path.Combine(checkpoint, "state.json"), Path.Combine(checkpoint, "SHA256SUMS"));
        File.WriteAllText(state, change(File.ReadAllText(state)));
        File.WriteAllLines(sums, File.ReadAllLines(sums).Select(line => line.EndsWith("state.json", StringComparison.Ordinal)
            ? $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(state)))}  state.json"
            : line));
        return Assert.Throws<CheckpointException>(() => CheckpointStore.Verify(checkpoint)).Message;
    }

    private CheckpointStore Store(CheckpointOptions? options = null) => new(_folder.FullPath, options);

    private static void Save(CheckpointStore store, long images, double psnr, bool higherIsBetter = true) =>
        store.Save(State(images, psnr, higherIsBetter), new Dictionary<string, Action<string>> { ["weights"] = path => File.WriteAllText(path, $"tensors of {images}") });

    private static CheckpointState State(long images, double psnr, bool higherIsBetter = true) => new()
    {
        Version = CheckpointState.CurrentVersion,
        Library = "1",
        TorchSharp = "2",
        Images = images,
        Steps = images,
        ImagesAtTick = 0,
        Elapsed = TimeSpan.FromSeconds(1.5),
        Position = images,
        Rollbacks = 0,
        Losses = new Dictionary<string, LossSum> { ["pixel"] = new(0.1f, 2) },
        Scores = new Dictionary<string, MeasuredScore> { ["psnr"] = new(psnr, higherIsBetter) },
        Recipe = RecipeJson.Node(new() { Seed = 5 }),
        Networks = ["G", "D"],
    };

    private static void Fail(CheckpointException damage) => Assert.Fail(damage.Message);
}
