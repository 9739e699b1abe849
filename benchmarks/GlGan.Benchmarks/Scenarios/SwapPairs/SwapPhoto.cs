using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Benchmarks.Scenarios;

internal sealed record SwapPhoto(string Name, ImageBuffer Image, DetectedFace Face);
