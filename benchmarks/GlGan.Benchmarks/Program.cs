using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using GlGan.Benchmarks.Scenarios;

if (args is ["load-batch", .. var options]) return LoadBatchScenario.Run(options);
if (args is ["load-memory", .. var memoryOptions]) return LoadMemoryScenario.Run(memoryOptions);
if (args is ["fid-statistics", .. var statisticsOptions]) return FidStatisticsScenario.Run(statisticsOptions);
if (args is ["swap-pairs", .. var swapOptions]) return SwapPairsScenario.Run(swapOptions);
if (args is ["editing-speed", .. var edits]) return EditingSpeedScenario.Run(edits);
if (args is ["speed", .. var speed]) return SpeedScenario.Run(speed);
if (args is ["speed-worker", .. var work]) return SpeedWorker.Run(work);
if (args is ["start", .. var startOptions]) return StartScenario.Run(startOptions);
if (args is ["parity", .. var preset]) return ParityScenario.Run(preset);
if (args is ["onnx-parity", .. var parityOptions]) return OnnxParityScenario.Run(parityOptions);

// In process: a generated project would not find the native library of this one.
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
return summaries.All(summary => summary.Reports.All(report => report.Success)) ? 0 : 1;
