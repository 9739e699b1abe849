namespace GlGan.Benchmarks.Scenarios;

/// <summary>How fast a loader was.</summary>
/// <param name="ImagesPerSecond">Images per second.</param>
/// <param name="CpuMicroseconds">Processor time per image, of all threads and processes.</param>
/// <param name="Mean">Mean value of the tensors, by which one sees that loaders did the same work.</param>
internal sealed record LoadRate(double ImagesPerSecond, double CpuMicroseconds, double Mean);
