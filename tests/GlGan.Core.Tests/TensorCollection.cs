namespace GlGan.Tests;

/// <summary>Tests that touch tensors: TorchSharp's counters, random state and default types belong to the process.</summary>
[CollectionDefinition("Tensors", DisableParallelization = true)]
public sealed class TensorCollection : ICollectionFixture<TorchThreads>;
