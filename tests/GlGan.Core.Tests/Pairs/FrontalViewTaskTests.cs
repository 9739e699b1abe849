using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Rendering;

namespace GlGan.Tests.Pairs;

public sealed class FrontalViewTaskTests
{
    private static readonly SyntheticFaces Population = new(5);

    [Fact]
    public void A_pair_is_a_photo_the_frontal_view_and_exact_crops_for_the_template()
    {
        var task = new FrontalViewTask(Population, new() { ImageSize = 64, FirstIdentity = 100, IdentityCount = 10 });
        var batch = new PackedBatch(2, 64, task.Regions);
        task.Create(23, batch[1]);

        var (identity, view) = task.Sample(23);
        var photo = Population.Render(identity, view, 64);
        Assert.InRange(identity, 100, 109);
        Assert.Equal(photo.Image.Pixels, batch[1].GetInput().Pixels);
        Assert.Equal(Population.Render(identity, FaceView.Frontal, 64).Image.Pixels, batch[1].GetTarget().Pixels);
        for (var region = 0; region < 4; region++)
        {
            var (width, height) = FaceRegion.Standard[region].PixelSize(64);
            Assert.Equal(FaceRegion.Standard[region].Center(FaceTemplate.TpGan128.At(64), 64), batch[1].GetCenter(region));
            Assert.Equal(
                Resampler.Crop(photo.Image, FaceRegion.Standard[region].Center(photo.Landmarks, 64), width, height).Pixels,
                batch[1].GetCrop(region).Pixels);
        }
    }

    [Fact]
    public void Every_pass_shows_every_person_once_in_a_new_view()
    {
        var task = new FrontalViewTask(Population, new() { FirstIdentity = 7, IdentityCount = 20, Seed = 2 });
        var samples = Enumerable.Range(0, 60).Select(index => task.Sample(index)).ToArray();

        for (var pass = 0; pass < 3; pass++)
            Assert.Equal(Enumerable.Range(7, 20), samples.Skip(20 * pass).Take(20).Select(sample => sample.Identity).Order());
        Assert.Equal(60, samples.Distinct().Count());
    }

    [Fact]
    public void A_limited_number_of_views_comes_again()
    {
        var task = new FrontalViewTask(Population, new() { IdentityCount = 3, ViewsPerIdentity = 4 });

        Assert.Equal(12, Enumerable.Range(0, 60).Select(index => task.Sample(index)).Distinct().Count());
    }

    [Fact]
    public void Yaw_stays_within_its_limit_and_reaches_towards_it()
    {
        var yaws = new[] { 90f, 45f, 0f }
            .Select(limit => new FrontalViewTask(Population, new() { MaxYaw = limit }))
            .Select(task => Enumerable.Range(0, 500).Max(index => Math.Abs(task.Sample(index).View.Yaw)))
            .ToArray();

        Assert.InRange(yaws[0], 80, 90);
        Assert.InRange(yaws[1], 40, 45);
        Assert.Equal(0, yaws[2]);
    }

    [Fact]
    public void Batches_do_not_depend_on_workers()
    {
        var task = new FrontalViewTask(Population, new() { ImageSize = 32 });
        using var one = new BatchLoader(task, new() { BatchSize = 6, Workers = 1 });
        using var four = new BatchLoader(task, new() { BatchSize = 6, Workers = 4 });

        for (var i = 0; i < 3; i++)
        {
            var (first, second) = (one.Take(TestContext.Current.CancellationToken), four.Take(TestContext.Current.CancellationToken));
            Assert.Equal(first.Input, second.Input);
            Assert.Equal(first.Target, second.Target);
            one.Return(first);
            four.Return(second);
        }
    }

    [Fact]
    public void Invalid_options_are_listed_together()
    {
        var wrong = new FrontalViewOptions { ImageSize = 8, FirstIdentity = -1, IdentityCount = 0, ViewsPerIdentity = 0, MaxYaw = 91 };
        string[] errors = ["ImageSize must lie in [16, 1024]; got 8", "FirstIdentity", "IdentityCount", "ViewsPerIdentity", "[0, 90]; got 91"];

        var message = Assert.Throws<ArgumentException>(() => new FrontalViewTask(Population, wrong)).Message;

        Assert.All(errors, error => Assert.Contains(error, message));
    }
}
