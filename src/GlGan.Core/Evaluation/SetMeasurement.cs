using GlGan.Imaging;

namespace GlGan.Evaluation;

/// <summary>A <see cref="SetMetric"/> at work on one kind of image.</summary>
/// <param name="Add">Takes images and as many targets.</param>
/// <param name="Compute">What came of them.</param>
internal sealed record SetMeasurement(Action<IReadOnlyList<ImageBuffer>, IReadOnlyList<ImageBuffer>> Add, Func<IEnumerable<(string Part, double Value)>> Compute);
