using GlGan.Batches;
using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Native;
using GlGan.Pairs;
using GlGan.Synthesis;
using GlGan.Tensors;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan;

/// <summary>The networks of a session, on its device.</summary>
internal sealed class SessionNetworks : IDisposable
{
    private readonly List<Discriminator> _discriminators = [];

    private SessionNetworks(FaceGenerator generator, ModelInfo info, Device device) => (Generator, Info, Device) = (generator, info, device);

    internal FaceGenerator Generator { get; }

    /// <summary>How faces are framed for the generator, what it is for, and how many images a loaded one has seen already.</summary>
    internal ModelInfo Info { get; }

    internal IReadOnlyList<Discriminator> Discriminators => _discriminators;

    internal Device Device { get; }

    /// <summary>Makes or loads the networks.</summary>
    internal static SessionNetworks Create(SessionPlan plan)
    {
        var device = plan.Device ?? TorchRuntime.SelectDevice();
        var recipe = plan.Recipe!;
        var networks = plan.ModelPath is { } path ? Load(path, device) : New(plan, recipe, device);
        try
        {
            networks.Generator.to(device);
            networks.Generator.eval();
            if (plan is { Pairs: not null, SaysHowToTrain: true }) networks.AddDiscriminators(recipe, plan.OwnDiscriminators);
            return networks;
        }
        catch
        {
            networks.Dispose();
            throw;
        }
    }

    /// <summary>The terms of a recipe that look at what a generator of the user's own does not make of a pair.</summary>
    internal IReadOnlyList<string> Misfits(TrainingRecipe recipe, ITrainingTask pairs)
    {
        var looking = recipe.Terms.Where(term => TrainingRecipe.Lacks(term.Loss, false, false, false) is not null).ToArray();
        if (Generator is GlGanGenerator || looking.Length == 0) return [];
        using var loader = new BatchLoader(pairs, new() { BatchSize = 1, Workers = 1 });
        using var scope = new TensorScope();
        using var gradient = no_grad();
        using var batch = new LoaderBatchSource(loader, Device).Next(CancellationToken.None);
        using var output = Generator.call(batch.Input);
        return
        [
            .. from term in looking
               let lacks = TrainingRecipe.Lacks(term.Loss, output.GlobalImage is not null, output.LocalImages.Count > 0, false)
               where lacks is not null
               select $"the loss '{term.Loss.Name}' looks at {lacks}, which {Generator.GetType().Name} does not give: call WithoutDefaultLosses, and AddLoss for those that fit.",
        ];
    }

    public void Dispose()
    {
        foreach (var discriminator in _discriminators) discriminator.Dispose();
        Generator.Dispose();
    }

    private static SessionNetworks New(SessionPlan plan, TrainingRecipe recipe, Device device)
    {
        var purpose = plan.Purpose ?? ModelPurpose.Region;
        var options = recipe.Generator.For(purpose);
        var generator = plan.OwnGenerator?.Invoke(options, recipe.Seed) ?? new GlGanGenerator(options, recipe.Seed);
        return new SessionNetworks(generator, new ModelInfo(ModelInfo.CurrentVersion, purpose, 0, options), device);
    }

    private static SessionNetworks Load(string path, Device device)
    {
        var model = GlGanModel.Load(path);
        return new SessionNetworks(model.Generator, model.Info, device);
    }

    // Losses of two classes need two values per patch, all others one.
    private void AddDiscriminators(TrainingRecipe recipe, IReadOnlyList<Func<ulong, Discriminator>> own)
    {
        _discriminators.AddRange(recipe.Discriminators.WithOutputs(recipe.Objective.Adversarial.Outputs).Create(Info.Generator.Regions, recipe.Seed + 1));
        for (var i = 0; i < own.Count; i++) _discriminators.Add(own[i](recipe.Seed + 4 + (ulong)i));
        foreach (var discriminator in _discriminators) discriminator.to(Device);
    }
}
