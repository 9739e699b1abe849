using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>Draws cameras as portraits have them: most are good, some poor.</summary>
internal static class CameraSampler
{
    public static FaceCamera Sample(ref CounterRandom random)
    {
        var camera = random.Unit() switch
        {
            < 0.45f => Studio(ref random),
            < 0.84f => Phone(ref random),
            < 0.9f => Webcam(ref random),
            < 0.97f => SmallFace(ref random),
            _ => PoorLight(ref random),
        };
        return camera with
        {
            Vignette = random.Chance(0.5f) ? random.Range(0, 0.35f) : 0,
            Tint = 0.35f * random.Bell(),
            Contrast = random.Bell(0.1f, 0.45f),
            Saturation = random.Chance(0.04f) ? random.Range(-0.9f, -0.4f) : random.Bell(0, 0.3f),
            Monochrome = random.Chance(0.04f),
            Pattern = random.Below(1 << 20),
        };
    }

    private static FaceCamera Studio(ref CounterRandom random) => new()
    {
        Blur = random.Range(0, 0.003f),
        WhiteBalance = 0.3f * random.Bell(),
        Noise = random.Range(0, 0.008f),
        Sharpening = random.Range(0, 0.4f),
        Compression = random.Chance(0.5f) ? random.Below(20) + 80 : null,
    };

    private static FaceCamera Phone(ref CounterRandom random) => new()
    {
        Blur = random.Range(0.001f, 0.005f),
        MotionBlur = random.Chance(0.1f) ? random.Range(0.01f, 0.03f) : 0,
        MotionAngle = random.Range(0, 180),
        WhiteBalance = random.Bell(0.1f, 0.5f),
        Noise = random.Range(0.002f, 0.018f),
        Sharpening = random.Range(0.2f, 0.9f),
        Compression = random.Below(35) + 60,
    };

    private static FaceCamera Webcam(ref CounterRandom random) => new()
    {
        Blur = random.Range(0.004f, 0.012f),
        WhiteBalance = random.Bell(0, 0.8f),
        Resolution = random.Range(0.45f, 1),
        Noise = random.Range(0.015f, 0.055f),
        Sharpening = random.Range(0.2f, 1),
        Compression = random.Below(45) + 30,
    };

    private static FaceCamera SmallFace(ref CounterRandom random) => new()
    {
        Blur = random.Range(0, 0.005f),
        WhiteBalance = random.Bell(0, 0.5f),
        Resolution = random.Range(0.3f, 0.9f),
        Noise = random.Range(0, 0.025f),
        Sharpening = random.Range(0, 0.7f),
        Compression = random.Below(45) + 45,
    };

    private static FaceCamera PoorLight(ref CounterRandom random) => new()
    {
        Blur = random.Range(0.003f, 0.014f),
        MotionBlur = random.Chance(0.6f) ? random.Range(0.01f, 0.06f) : 0,
        MotionAngle = random.Range(0, 180),
        WhiteBalance = random.Bell(0.25f, 0.7f),
        Resolution = random.Range(0.4f, 1),
        Noise = random.Range(0.025f, 0.075f),
        Sharpening = random.Range(0, 0.5f),
        Compression = random.Below(50) + 40,
    };
}
