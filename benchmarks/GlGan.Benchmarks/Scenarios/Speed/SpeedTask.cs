using GlGan.Training;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>What is measured: a scenario with a preset and a batch size, on a number of threads.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Preset">Networks and image size.</param>
/// <param name="Batch">Images at once.</param>
/// <param name="Threads">Threads within an operation.</param>
internal sealed record SpeedTask(string Scenario, GlGanPreset Preset, int Batch, int Threads);
