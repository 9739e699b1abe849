using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Native;
using GlGan.Synthesis;
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
    /// <exception cref="InvalidOperationException">The model was trained for another purpose than the data are for.</exception>
    internal static SessionNetworks Create(SessionPlan plan)
    {
        var device = plan.Device ?? TorchRuntime.SelectDevice();
        var recipe = plan.Recipe!;
        var networks = plan.ModelPath is { } path ? Load(path, plan.Purpose, device) : New(plan, recipe, device);
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

    private static SessionNetworks Load(string path, ModelPurpose? purpose, Device device)
    {
        var model = GlGanModel.Load(path);
        var networks = new SessionNetworks(model.Generator, model.Info, device);
        if (purpose is null || purpose == model.Info.Purpose) return networks;
        networks.Dispose();
        throw new InvalidOperationException($"'{path}' was trained for {model.Info.Purpose}, the data are for {purpose}: use data for the same purpose, or another model.");
    }

    // Losses of two classes need two values per patch, all others one.
    private void AddDiscriminators(TrainingRecipe recipe, IReadOnlyList<Func<ulong, Discriminator>> own)
    {
        _discriminators.AddRange(recipe.Discriminators.WithOutputs(recipe.Objective.Adversarial.Outputs).Create(Info.Generator.Regions, recipe.Seed + 1));
        for (var i = 0; i < own.Count; i++) _discriminators.Add(own[i](recipe.Seed + 4 + (ulong)i));
        foreach (var discriminator in _discriminators) discriminator.to(Device);
    }
}
