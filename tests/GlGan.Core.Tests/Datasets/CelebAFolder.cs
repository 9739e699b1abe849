using GlGan.Imaging;

namespace GlGan.Tests.Datasets;

/// <summary>A CelebA of eight images in a temporary folder.</summary>
internal sealed class CelebAFolder : IDisposable
{
    internal static readonly string[] Texts =
        ["list_attr_celeba.txt", "list_landmarks_align_celeba.txt", "list_bbox_celeba.txt", "list_eval_partition.txt", "identity_CelebA.txt"];

    private readonly TemporaryFolder _folder = new();

    /// <param name="images">Where the images are.</param>
    /// <param name="annotations">Where each annotation file goes; all as text in the folder itself unless given.</param>
    /// <param name="form">Which fixtures: <c>text</c> or <c>csv</c>.</param>
    internal CelebAFolder(string images = "img_align_celeba", Func<string, string>? annotations = null, string form = "text")
    {
        Images = _folder.File(images);
        for (var number = 1; number <= 8; number++) ImageFile.Save(Path.Combine(Images, $"{number:000000}.jpg"), new ImageBuffer(178, 218));
        foreach (var source in Directory.EnumerateFiles(RepositoryFiles.At("tests", "GlGan.Core.Tests", "Fixtures", "celeba", form)))
        {
            var name = Path.GetFileName(source);
            var target = _folder.File(annotations?.Invoke(name) ?? name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }
    }

    internal string FullPath => _folder.FullPath;

    internal string Images { get; }

    public void Dispose() => _folder.Dispose();

    internal string At(string name) => _folder.File(name);

    /// <summary>Changes the first occurrence of a text in an annotation file.</summary>
    internal void Edit(string name, string find, string replacement)
    {
        var text = File.ReadAllText(_folder.File(name));
        var place = text.IndexOf(find, StringComparison.Ordinal);
        Assert.True(place >= 0, $"'{find}' is not in {name}.");
        File.WriteAllText(_folder.File(name), text[..place] + replacement + text[(place + find.Length)..]);
    }

    internal void Keep(params string[] names)
    {
        foreach (var name in Texts.Except(names)) File.Delete(_folder.File(name));
    }
}
