using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.FeatureTraining;

/// <summary>
/// Pulls views of one person together and pushes people apart: for every pair of views of one person, the cross-entropy of that pair against all
/// views of others in the batch (supervised contrastive loss, Khosla et al., 2020), with CosFace's margin taken off the pair's cosine (Wang et al., 2018).
/// </summary>
internal sealed class IdentityContrast : IDisposable
{
    private const double Scale = 20;
    private const double Margin = 0.1;

    private readonly Tensor _samePerson;
    private readonly Tensor _pairs;
    private readonly double _pairCount;

    /// <summary>Prepares for batches of <paramref name="people"/> × <paramref name="views"/>, one person after the other.</summary>
    internal IdentityContrast(int people, int views, Device device)
    {
        using var scope = NewDisposeScope();
        var same = eye(people, dtype: ScalarType.Bool).repeat_interleave(views, 0).repeat_interleave(views, 1);
        _samePerson = same.to(device).DetachFromDisposeScope();
        _pairs = same.logical_and(eye(people * views, dtype: ScalarType.Bool).logical_not()).to(ScalarType.Float32, device).DetachFromDisposeScope();
        _pairCount = (double)people * views * (views - 1);
    }

    /// <summary>The loss; a scalar the caller disposes.</summary>
    internal Tensor Compute(Tensor embeddings)
    {
        using var scope = NewDisposeScope();
        var similarity = embeddings.matmul(embeddings.t()).Times(Scale);
        var others = similarity.Filled(_samePerson, double.NegativeInfinity).logsumexp(1, keepdim: true);
        return functional.softplus(others.sub(similarity).Plus(Scale * Margin)).mul(_pairs).sum().Times(1 / _pairCount).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _samePerson.Dispose();
        _pairs.Dispose();
    }
}
