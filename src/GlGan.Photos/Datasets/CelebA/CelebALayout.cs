namespace GlGan.Datasets;

/// <summary>Where the parts of CelebA are: in a folder, in <c>celeba</c> below it, or sorted into <c>Anno</c>, <c>Eval</c> and <c>Img</c>.</summary>
internal sealed class CelebALayout
{
    internal const string PartitionName = "list_eval_partition";
    internal const string AttributesName = "list_attr_celeba";

    // As JPEG and as PNG; the lists name the JPEG files.
    private static readonly string[] ImagesNames = ["img_align_celeba", "img_align_celeba_png"];

    private readonly string[] _folders;

    internal CelebALayout(string path)
    {
        string[] roots = [path, Path.Combine(path, "celeba")];
        _folders = [.. roots.SelectMany(root => new[] { root, Path.Combine(root, "Anno"), Path.Combine(root, "Eval") })];
        Images = ImagesNames.SelectMany(name => roots.SelectMany(root => new[] { Path.Combine(root, name), Path.Combine(root, "Img", name) }))
            .Where(Directory.Exists)
            .Select(Innermost)
            .FirstOrDefault();
        (Landmarks, Attributes, Boxes) = (Find("list_landmarks_align_celeba"), Find(AttributesName), Find("list_bbox_celeba"));
        (Partition, Identities) = (Find(PartitionName), Find("identity_CelebA"));
    }

    /// <summary>Folder of the aligned images.</summary>
    internal string? Images { get; }

    internal string? Landmarks { get; }

    internal string? Attributes { get; }

    internal string? Boxes { get; }

    internal string? Partition { get; }

    internal string? Identities { get; }

    // Kaggle's archive has the folder in a folder of the same name.
    private static string Innermost(string folder)
    {
        var inner = Path.Combine(folder, Path.GetFileName(folder));
        return Directory.Exists(inner) ? inner : folder;
    }

    private string? Find(string name) => _folders
        .SelectMany(folder => new[] { Path.Combine(folder, name + ".txt"), Path.Combine(folder, name + ".csv") })
        .FirstOrDefault(File.Exists);
}
