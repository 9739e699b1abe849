using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Rendering;

namespace GlGan.Tests.Datasets;

public sealed class DatasetFingerprintTests
{
    [Fact]
    public void What_changed_is_told_and_nothing_where_nothing_did()
    {
        using var tree = new DatasetTree("a.png", "b.png", "c.png");
        var before = Of(tree);

        Assert.Empty(Of(tree).DifferencesFrom(before));
        File.AppendAllText(tree.At("b.png"), "x");
        Assert.Equal(["image files of other lengths under the same names"], Of(tree).DifferencesFrom(before));
        File.Move(tree.At("b.png"), tree.At("b2.png"));
        Assert.Equal(["other names of images, or another order"], Of(tree).DifferencesFrom(before));
        File.Delete(tree.At("b2.png"));
        Assert.Equal(["3 samples before, 2 now"], Of(tree).DifferencesFrom(before));
    }

    [Fact]
    public void Other_landmarks_and_files_in_archives_are_noticed()
    {
        using var tree = new DatasetTree("a.png");
        var before = DatasetFingerprint.Of(Open(1))!;

        Assert.Equal(["other landmarks, classes, persons or attributes"], DatasetFingerprint.Of(Open(2))!.DifferencesFrom(before));
        using var zip = DatasetFormats.Open(tree.Zip("1.zip"));
        tree.Save("a.png", DatasetTree.Plain(9, 30, 200));
        File.Delete(tree.At("1.zip"));
        using var other = DatasetFormats.Open(tree.Zip("2.zip"));
        Assert.Equal(["image files of other lengths under the same names"], DatasetFingerprint.Of(other)!.DifferencesFrom(DatasetFingerprint.Of(zip)!));

        IFaceDataset Open(int x)
        {
            File.WriteAllLines(tree.At("landmarks.csv"), [LandmarksCsv.Header, $"a.png,{x},2,5,2,3,3,1,5,5,5"]);
            return tree.Open();
        }
    }

    [Fact]
    public void Rendered_faces_have_none() => Assert.Null(DatasetFingerprint.Of(new SyntheticDataset(new SyntheticFaces(1))));

    private static DatasetFingerprint Of(DatasetTree tree) => DatasetFingerprint.Of(tree.Open())!;
}
