using GlGan.Rendering;

namespace GlGan.Tests.Rendering;

public sealed class FaceCameraTests
{
    public static TheoryData<string, Action> OutOfRange => new()
    {
        { "Blur must lie in [0, 0.03]; got 0.04.", () => _ = new FaceCamera { Blur = 0.04f } },
        { "MotionBlur must lie in [0, 0.1]; got -1.", () => _ = new FaceCamera { MotionBlur = -1 } },
        { "MotionAngle must lie in [0, 180]; got 181.", () => _ = new FaceCamera { MotionAngle = 181 } },
        { "Vignette must lie in [0, 1]; got 2.", () => _ = new FaceCamera { Vignette = 2 } },
        { "WhiteBalance must lie in [-1, 1]; got 1.5.", () => _ = new FaceCamera { WhiteBalance = 1.5f } },
        { "Tint must lie in [-1, 1]; got -1.5.", () => _ = new FaceCamera { Tint = -1.5f } },
        { "Resolution must lie in [0.1, 1]; got 0.", () => _ = new FaceCamera { Resolution = 0 } },
        { "Noise must lie in [0, 0.3]; got NaN.", () => _ = new FaceCamera { Noise = float.NaN } },
        { "Contrast must lie in [-1, 1]; got 3.", () => _ = new FaceCamera { Contrast = 3 } },
        { "Saturation must lie in [-1, 1]; got 3.", () => _ = new FaceCamera { Saturation = 3 } },
        { "Sharpening must lie in [0, 1]; got 1.1.", () => _ = new FaceCamera { Sharpening = 1.1f } },
        { "Compression must lie in [5, 100]; got 4.", () => _ = new FaceCamera { Compression = 4 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Values_out_of_range_are_refused_with_the_argument_its_range_and_the_value(string message, Action create) =>
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(create).Message);

    [Fact]
    public void A_view_has_a_perfect_camera_unless_told_otherwise()
    {
        Assert.Equal(FaceCamera.Perfect, FaceView.Frontal.Camera);
        Assert.False(FaceCamera.Perfect.ChangesPixels);
        Assert.False(new FaceCamera { Compression = 30, Pattern = 4 }.ChangesPixels);
        Assert.True(new FaceCamera { Tint = 0.1f }.ChangesPixels);
        Assert.Throws<ArgumentNullException>(() => new FaceView { Camera = null! });
    }
}
