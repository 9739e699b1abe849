using GlGan.Fuzz;

namespace GlGan.Tests.Fuzzing;

/// <summary>A short slice of what <c>tests/GlGan.Fuzz</c> runs at length.</summary>
[Collection("Tensors")]
public sealed class FuzzTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Damaged_input_is_parsed_or_refused_as_documented(string name)
    {
        using var folder = new TemporaryFolder();

        var report = new Fuzzer(folder.FullPath, seed: 7).Run(FuzzTargets.All.Single(target => target.Name == name), inputs: 2_000);

        Assert.True(report.Finding is null, report.ToString());
        Assert.Equal((2_000, 2_000), (report.Inputs, report.Accepted + report.Refused));
        Assert.InRange(report.Refused, 100, 1_990);
    }

    [Fact]
    public void An_exception_that_is_not_documented_is_a_finding_and_its_input_is_kept()
    {
        using var folder = new TemporaryFolder();
        byte[] culprit = [];
        var target = new StubTarget(input =>
        {
            if (input.Length < 3) throw new FormatException();
            if (input.Length > 10) throw new InvalidOperationException($"{(culprit = input).Length} bytes");
        });

        var finding = new Fuzzer(folder.FullPath, seed: 1).Run(target, 1000).Finding;

        Assert.Contains("not documented: System.InvalidOperationException", finding!.Problem);
        Assert.Equal(culprit, File.ReadAllBytes(finding.File));
    }

    [Fact]
    public void A_sound_input_that_is_refused_is_a_finding()
    {
        using var folder = new TemporaryFolder();

        var finding = new Fuzzer(folder.FullPath, seed: 1).Run(new StubTarget(_ => throw new FormatException("no")), 1000).Finding;

        Assert.Equal(0, finding!.Number);
        Assert.Contains("sound input is refused", finding.Problem);
    }

    [Fact]
    public void A_call_that_takes_too_much_memory_is_a_finding()
    {
        using var folder = new TemporaryFolder();
        var target = new StubTarget(_ => GC.KeepAlive(new byte[Fuzzer.AllocationLimit + 1]));

        Assert.Contains("bytes allocated", new Fuzzer(folder.FullPath, seed: 1).Run(target, 1000).Finding!.Problem);
    }

    [Fact]
    public void A_call_that_does_not_end_is_a_finding()
    {
        using var folder = new TemporaryFolder();
        using var end = new ManualResetEventSlim();
        var target = new StubTarget(_ => end.Wait(TestContext.Current.CancellationToken));

        var report = new Fuzzer(folder.FullPath, seed: 1, timeLimit: TimeSpan.FromMilliseconds(200)).Run(target, 1);

        Assert.Contains("no end after", report.Finding!.Problem);
        Assert.Equal(StubTarget.Seed, File.ReadAllBytes(report.Finding.File));
        end.Set();
    }

    [Fact]
    public void Inputs_depend_on_seed_stream_and_number_only()
    {
        var target = new StubTarget(_ => { });
        var one = Enumerable.Range(0, 200).Select(new Mutator(target, 1, 5).Input).ToArray();
        var again = Enumerable.Range(0, 200).Reverse().Select(new Mutator(target, 1, 5).Input).Reverse().ToArray();
        var other = Enumerable.Range(0, 200).Select(new Mutator(target, 2, 5).Input).ToArray();

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
        Assert.Equal(StubTarget.Seed, one[0]);
        Assert.InRange(one.Select(Convert.ToHexString).Distinct().Count(), 150, 200);
    }
}
