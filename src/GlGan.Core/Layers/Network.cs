using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>
/// A module whose checkpoint keys are the names it registers, and no others: TorchSharp would also register every field of module type under the field's own name. One that
/// registers none by name may call <see cref="RegisterComponents"/> at the end of its constructor, and has the keys that TorchSharp gives it.
/// </summary>
/// <typeparam name="TInput">What the network reads.</typeparam>
/// <typeparam name="TOutput">What it makes.</typeparam>
/// <param name="name">Name of the module.</param>
public abstract class Network<TInput, TOutput>(string name) : nn.Module<TInput, TOutput>(name)
{
    /// <summary>Registers every field under its own name, as TorchSharp does, unless something is registered by name already: then that is all.</summary>
    protected sealed override void RegisterComponents()
    {
        // TorchSharp calls this too, when a parent registers the module.
        if (_internal_submodules.Count + _internal_params.Count + _internal_buffers.Count == 0) base.RegisterComponents();
    }
}
