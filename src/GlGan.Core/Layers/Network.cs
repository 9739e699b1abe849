using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>
/// A module whose checkpoint keys are the names it registers, and no others: TorchSharp would also register every field of module type under the field's own name.
/// </summary>
/// <typeparam name="TInput">What the network reads.</typeparam>
/// <typeparam name="TOutput">What it makes.</typeparam>
/// <param name="name">Name of the module.</param>
public abstract class Network<TInput, TOutput>(string name) : nn.Module<TInput, TOutput>(name)
{
    /// <summary>Registers nothing.</summary>
    protected sealed override void RegisterComponents()
    {
    }
}
