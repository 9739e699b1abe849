using System.IO.Compression;
using System.Text;
using GlGan.Metrics;

namespace GlGan.Tests.Metrics.Distributions;

public sealed class FeatureStatisticsFileTests : IDisposable
{
    private static readonly FeatureStatistics Example = new([1.5, -0.1], [1.0 / 3, 0.25, 0.125, 2]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_saved_is_loaded_to_the_last_bit()
    {
        Example.Save(_folder.File("a.npz"));

        var loaded = FeatureStatistics.Load(_folder.File("a.npz"));

        Assert.Equal(Example.Mean.ToArray(), loaded.Mean.ToArray());
        Assert.Equal(Example.Covariance.ToArray(), loaded.Covariance.ToArray());
    }

    [Fact]
    public void NumPy_reads_what_is_saved()
    {
        Example.Save(_folder.File("a.npz"));

        var output = PythonScript.Run(
            """
            import numpy as np
            with np.load(sys.argv[1]) as file:
                mu, sigma = file["mu"], file["sigma"]
                print(sorted(file.files), mu.dtype, sigma.shape, sigma.flags.c_contiguous, *map(repr, map(float, [*mu, *sigma.ravel()])))
            """,
            ["numpy"],
            _folder.File("a.npz"));

        Assert.Equal("['mu', 'sigma'] float64 (2, 2) True 1.5 -0.1 0.3333333333333333 0.25 0.125 2.0", output.Trim());
    }

    [Theory]
    [InlineData("np.savez", "np.float64", "C")]
    [InlineData("np.savez", "np.float64", "F")]
    [InlineData("np.savez_compressed", "np.float64", "C")]
    [InlineData("np.savez_compressed", "np.float32", "F")]
    public void What_NumPy_saves_is_read(string save, string type, string order)
    {
        PythonScript.Run(
            $"import numpy as np\n{save}(sys.argv[1], sigma=np.array([[4, .25], [.5, 2]], {type}, order='{order}'), mu=np.array([1, 2], {type}), other=3)",
            ["numpy"],
            _folder.File("a.npz"));

        var loaded = FeatureStatistics.Load(_folder.File("a.npz"));

        Assert.Equal([1.0, 2.0], loaded.Mean.ToArray());
        Assert.Equal([4, 0.25, 0.5, 2], loaded.Covariance.ToArray());
    }

    [Fact]
    public void A_file_of_another_kind_is_named()
    {
        File.WriteAllText(_folder.File("a.npz"), "text");

        Assert.Contains($"'{_folder.File("a.npz")}' is not an .npz file", Assert.Throws<InvalidDataException>(() => FeatureStatistics.Load(_folder.File("a.npz"))).Message);
        Assert.Throws<FileNotFoundException>(() => FeatureStatistics.Load(_folder.File("nowhere.npz")));
    }

    [Theory]
    [InlineData("'<i8'", "False", "(2,)", 2, "'<i8'; expected '<f8'")]
    [InlineData("'>f8'", "False", "(2,)", 2, "'>f8'; expected '<f8'")]
    [InlineData("'<f8'", "False", "(3,)", 2, "3 elements take 24 bytes; there are 16")]
    [InlineData("'<f8'", "False", "(1,)", 2, "1 elements take 8 bytes; there are more")]
    [InlineData("'<f8'", "False", "(2, 1, 1)", 2, "3 axes")]
    [InlineData("'<f8'", "False", "()", 1, "0 axes")]
    [InlineData("'<f8'", "False", "(999999999, 999999999)", 2, "too large")]
    [InlineData("'<f8'", "Maybe", "(2,)", 2, "not understood")]
    [InlineData("[('a', '<f8')]", "False", "(2,)", 2, "not understood")]
    public void Arrays_of_another_kind_are_refused_with_the_reason(string type, string order, string shape, int values, string reason)
    {
        WriteMean(Npy($"{{'descr': {type}, 'fortran_order': {order}, 'shape': {shape}, }}", values));

        var message = Assert.Throws<InvalidDataException>(() => FeatureStatistics.Load(_folder.File("a.npz"))).Message;

        Assert.Contains(_folder.File("a.npz"), message);
        Assert.Contains(reason, message);
    }

    [Fact]
    public void Damaged_arrays_are_refused()
    {
        string Message(byte[] mean)
        {
            WriteMean(mean);
            return Assert.Throws<InvalidDataException>(() => FeatureStatistics.Load(_folder.File("a.npz"))).Message;
        }

        var good = Npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 2);
        Assert.Contains("there is no 'sigma'; it holds mu.npy", Message(good));
        Assert.Contains("does not begin as", Message([.. good.Select((value, i) => i == 0 ? (byte)0 : value)]));
        Assert.Contains("version 9", Message([.. good.Select((value, i) => i == 6 ? (byte)9 : value)]));
        for (var length = 0; length < good.Length; length++) Message(good[..length]);
    }

    [Fact]
    public void Shapes_that_do_not_belong_together_are_refused()
    {
        new FeatureStatistics([1, 2], [1, 2, 3]).Save(_folder.File("odd.npz"));

        Assert.Throws<InvalidDataException>(() => FeatureStatistics.Load(_folder.File("odd.npz")));
    }

    private static byte[] Npy(string header, int values)
    {
        var text = Encoding.ASCII.GetBytes(header + "\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, .. new byte[8 * values]];
    }

    private void WriteMean(byte[] array)
    {
        using var archive = new ZipArchive(File.Create(_folder.File("a.npz")), ZipArchiveMode.Create);
        using var stream = archive.CreateEntry("mu.npy").Open();
        stream.Write(array);
    }
}
