namespace GlGan.Tests;

/// <summary>Text that is checked in, so that a change of it shows in the diff.</summary>
internal static class ApprovedText
{
    /// <summary>Compares with a file; where they differ, what was received is left beside it.</summary>
    /// <param name="file">The approved file, from the folder of the tests.</param>
    /// <param name="received">The lines as they are now.</param>
    /// <param name="meaning">What it means that they differ.</param>
    internal static void Verify(string[] file, IReadOnlyList<string> received, string meaning)
    {
        var approved = RepositoryFiles.At(["tests", "GlGan.Core.Tests", .. file]);
        var beside = Path.ChangeExtension(approved, null).Replace(".approved", "", StringComparison.Ordinal) + ".received.txt";
        var expected = File.Exists(approved) ? File.ReadAllLines(approved) : [];
        if (expected.SequenceEqual(received))
        {
            File.Delete(beside);
            return;
        }

        File.WriteAllLines(beside, received);
        var differences = expected.Except(received).Select(line => $"- {line.Trim()}").Concat(received.Except(expected).Select(line => $"+ {line.Trim()}"));
        Assert.Fail($"{meaning}\n{string.Join('\n', differences.Take(20))}\nIf that is meant, accept it and commit: mv '{beside}' '{approved}'");
    }
}
