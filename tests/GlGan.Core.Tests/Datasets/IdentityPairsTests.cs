using System.Numerics;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Tests.Datasets;

public sealed class IdentityPairsTests
{
    [Fact]
    public void Every_image_of_CelebA_is_paired_with_the_most_frontal_other_image_of_the_person()
    {
        using var folder = new CelebAFolder();
        using var pairs = DatasetFormats.Open(folder.FullPath).PairByIdentity(seed: 1);

        Assert.Equal(
            [(1, 3), (2, 5), (3, 1), (4, 3), (5, 7), (7, 5)],
            Described(pairs).Select(pair => (int.Parse(pair.Item1[..6]), int.Parse(pair.Item2[..6]))));
        Assert.Equal("celeba", pairs.Name);
    }

    [Fact]
    public void The_turn_is_the_distance_of_the_nose_from_the_middle_of_the_eyes_whatever_the_roll_and_size()
    {
        var face = new FaceLandmarks(new(40, 50), new(80, 50), new(70, 70), new(45, 90), new(75, 90));
        var rolled = face.Map(point => Vector2.Transform(point, Matrix3x2.CreateRotation(0.6f) * Matrix3x2.CreateScale(3)));

        Assert.Equal(0.25f, IdentityPairs.Turn(face), 1e-6f);
        Assert.Equal(0.25f, IdentityPairs.Turn(rolled), 1e-5f);
        Assert.Equal(0, IdentityPairs.Turn(face with { Nose = new(60, 75) }), 1e-6f);
        Assert.Equal(float.PositiveInfinity, IdentityPairs.Turn(face with { RightEye = face.LeftEye }));
    }

    [Fact]
    public void The_seed_decides_between_equally_frontal_images()
    {
        var faces = Person(30, FaceTemplate.TpGan128.At(128));

        Assert.Equal(Described(faces.PairByIdentity(1)), Described(faces.PairByIdentity(1)));
        Assert.True(Enumerable.Range(0, 10).Select(seed => faces.PairByIdentity((ulong)seed)[0].Target!.Name).Distinct().Count() > 3);
        Assert.Equal(2, Described(faces.PairByIdentity(1)).Select(pair => pair.Item2).Distinct().Count());
    }

    [Fact]
    public void Without_landmarks_any_other_image_of_the_person_is_drawn()
    {
        var faces = Person(30, null);
        var pairs = Described(faces.PairByIdentity(1));

        Assert.All(pairs, pair => Assert.NotEqual(pair.Item1, pair.Item2));
        Assert.True(pairs.Select(pair => pair.Item2).Distinct().Count() > 12);
        Assert.Equal(pairs, Described(faces.PairByIdentity(1)));
        Assert.NotEqual(pairs, Described(faces.PairByIdentity(2)));
    }

    [Fact]
    public void Images_with_landmarks_are_preferred_to_those_without()
    {
        var faces = Person(3, null).Concat(Person(1, FaceTemplate.TpGan128.At(128)).Select(sample => sample with { Name = "known" }));

        Assert.Equal(["known", "known", "known"], Described(faces.PairByIdentity(1)).Take(3).Select(pair => pair.Item2));
    }

    [Fact]
    public void Equal_numbers_in_two_datasets_are_two_persons()
    {
        var other = Person(2, null).Select(sample => sample with { Name = $"other{sample.Name}", Source = "other" });
        var pairs = Described(Person(2, null).Concat(other).PairByIdentity(1));

        Assert.Equal([("0", "1"), ("1", "0"), ("other0", "other1"), ("other1", "other0")], pairs);
    }

    [Fact]
    public void A_dataset_without_pairs_is_an_error() =>
        Assert.Contains("no two images", Assert.Throws<InvalidOperationException>(() => Person(1, null).PairByIdentity(1)).Message);

    private static MemoryDataset Person(int count, FaceLandmarks? landmarks) => new("test", [.. Enumerable.Range(0, count).Select(i =>
        new FaceSample($"{i}", new MemoryImage(new ImageBuffer(1, 1))) { Identity = 3, Landmarks = landmarks })]);

    private static (string, string)[] Described(IFaceDataset pairs) =>
        [.. Enumerable.Range(0, pairs.Count).Select(index => (pairs[index].Name, pairs[index].Target!.Name))];
}
