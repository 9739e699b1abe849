using GlGan.Benchmarks;
using GlGan.Benchmarks.Scenarios;

if (args is ["load-batch", .. var options]) return LoadBatchScenario.Run(options);
if (args is ["load-memory", .. var memoryOptions]) return LoadMemoryScenario.Run(memoryOptions);
if (args is ["fid-statistics", .. var statisticsOptions]) return FidStatisticsScenario.Run(statisticsOptions);
if (args is ["swap-pairs", .. var swapOptions]) return SwapPairsScenario.Run(swapOptions);
if (args is ["swap-sheet", .. var sheetOptions]) return SwapSheetScenario.Run(sheetOptions);
if (args is ["editing-speed", .. var edits]) return EditingSpeedScenario.Run(edits);
if (args is ["speed", .. var speed]) return SpeedScenario.Run(speed);
if (args is ["gpu", .. var gpu]) return GpuScenario.Run(gpu);
if (args is ["speed-worker", .. var work]) return SpeedWorker.Run(work);
if (args is ["parts", .. var parts]) return PartsScenario.Run(parts);
if (args is ["start", .. var startOptions]) return StartScenario.Run(startOptions);
if (args is ["parity", .. var preset]) return ParityScenario.Run(preset);
if (args is ["onnx-parity", .. var parityOptions]) return OnnxParityScenario.Run(parityOptions);
if (args is ["onnx", .. var onnxPresets]) return OnnxSpeedScenario.Run(onnxPresets);
if (args is ["ranks", .. var rankOptions]) return RanksScenario.Run(rankOptions);
if (args is ["large-pack", .. var pack]) return LargePackScenario.Run(pack);
if (args is ["detection", .. var photos]) return DetectionScenario.Run(photos);
if (args is ["landmarks", .. var portraits]) return LandmarkScenario.Run(portraits);
if (args is ["video-head", .. var clip]) return VideoHeadScenario.Run(clip);
if (args is ["video-flicker", .. var clips]) return VideoFlickerScenario.Run(clips);
if (args is ["rendered-faces", .. var rendered]) return RenderedFacesScenario.Run(rendered);

if (args is ["table", var file, .. var chosen]) return BenchmarkRun.WriteTable(file, chosen);
return BenchmarkRun.Succeeded(BenchmarkRun.Run(args)) ? 0 : 1;
