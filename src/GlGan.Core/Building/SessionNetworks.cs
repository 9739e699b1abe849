using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Models;
using GlGan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Building;

/// <summary>The networks of a session, on its device.</summary>
internal sealed class SessionNetworks : IDisposable
{
    private readonly List<Discriminator> _discriminators = [];

    private SessionNetworks(FaceGenerator generator, GlGanGeneratorOptions options, ModelPurpose purpose, long imagesTrained, Device device) =>
        (Generator, Options, Purpose, ImagesTrained, Device) = (generator, options, purpose, imagesTrained, device);

    internal FaceGenerator Generator { get; }

    /// <summary>How faces are framed for the generator.</summary>
    internal GlGanGeneratorOptions Options { get; }

    internal IReadOnlyList<Discriminator> Discriminators => _discriminators;

    internal ModelPurpose Purpose { get; }

    /// <summary>Images a loaded model has seen already.</summary>
    internal long ImagesTrained { get; }

    internal Device Device { get; }

    /// <summary>Makes or loads the networks.</summary>
    /// <exception cref="InvalidOperationException">The model was trained for another task than the data are for.</exception>
    internal static SessionNetworks Create(SessionPlan plan)
    {
        var device = plan.Device ?? TorchRuntime.SelectDevice();
        var networks = plan.ModelPath is { } path ? Load(path, plan.Task, device) : New(plan, device);
        try
        {
            networks.Generator.to(device);
            networks.Generator.eval();
            if (plan.Pairs is not null) networks.AddDiscriminators(plan);
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

    private static SessionNetworks New(SessionPlan plan, Device device)
    {
        var options = plan.Generator!;
        var generator = plan.OwnGenerator?.Invoke(options, plan.Seed) ?? new GlGanGenerator(options, plan.Seed);
        return new SessionNetworks(generator, options, plan.Task ?? ModelPurpose.Region, 0, device);
    }

    private static SessionNetworks Load(string path, ModelPurpose? task, Device device)
    {
        var model = GlGanModel.Load(path);
        var networks = new SessionNetworks(model.Generator, model.Info.Generator, model.Info.Purpose, model.Info.ImagesTrained, device);
        if (task is null || task == model.Info.Purpose) return networks;
        networks.Dispose();
        throw new InvalidOperationException($"'{path}' was trained for the task {model.Info.Purpose}, the data are for {task}: use data of the same task, or another model.");
    }

    // Losses of two classes need two values per patch, all others one.
    private void AddDiscriminators(SessionPlan plan)
    {
        var outputs = plan.Objective(Options.Pathways).Adversarial.Outputs;
        if (plan.Discriminators is { } set) _discriminators.AddRange(set.WithOutputs(outputs).Create(Options.Regions, plan.Seed + 1));
        for (var i = 0; i < plan.OwnDiscriminators.Count; i++) _discriminators.Add(plan.OwnDiscriminators[i](plan.Seed + 4 + (ulong)i));
        foreach (var discriminator in _discriminators) discriminator.to(Device);
    }
}
