using GlGan.Metrics;

namespace GlGan.Evaluation;

/// <summary>The persons of a set as each recogniser sees their first targets: among them, images are looked for.</summary>
internal sealed class PersonGallery
{
    private readonly IReadOnlyList<Recognizer> _recognizers;
    private readonly IReadOnlyList<EvaluationLabel> _labels;
    private readonly int[] _firsts;
    private readonly IReadOnlyList<List<float>> _embeddings;
    private readonly Lazy<FaceIdentification[]> _enrolled;

    internal PersonGallery(IReadOnlyList<Recognizer> recognizers, IReadOnlyList<EvaluationLabel> labels)
    {
        (_recognizers, _labels) = (recognizers, labels);
        _firsts = recognizers.Count == 0 ? [] : [.. Known(0, labels.Count).DistinctBy(pair => labels[pair].Identity)];
        _embeddings = [.. recognizers.Select(_ => new List<float>())];
        _enrolled = new(() => [.. _embeddings.Select(embeddings => new FaceIdentification(embeddings.ToArray(), Identities(_firsts)))]);
    }

    /// <summary>How many.</summary>
    internal int Persons => _firsts.Length;

    /// <summary>So many pairs show them all.</summary>
    internal int Pairs => _firsts.Length == 0 ? 0 : _firsts[^1] + 1;

    /// <summary>Enrols who is shown first by some targets.</summary>
    /// <param name="first">The pair of the first of them.</param>
    /// <param name="targets">The targets.</param>
    internal void Enrol(int first, ImageBatch targets)
    {
        int[] slots = [.. _firsts.Where(pair => pair >= first && pair < first + targets.Images.Count).Select(pair => pair - first)];
        if (slots.Length == 0) return;
        foreach (var (recognizer, embeddings) in _recognizers.Zip(_embeddings))
        {
            var rows = targets.LastFeatures(recognizer.Network);
            foreach (var slot in slots) embeddings.AddRange(rows[slot]);
        }
    }

    /// <summary>The rank of each image whose person is known, by recogniser.</summary>
    /// <param name="first">The pair of the first image.</param>
    /// <param name="images">The images.</param>
    internal IReadOnlyList<IReadOnlyList<int>> Rank(int first, ImageBatch images)
    {
        int[] known = _recognizers.Count == 0 ? [] : [.. Known(first, images.Images.Count)];
        if (known.Length == 0) return [.. _recognizers.Select(_ => Array.Empty<int>())];
        return [.. _recognizers.Zip(_enrolled.Value, (recognizer, gallery) =>
        {
            var rows = images.LastFeatures(recognizer.Network);
            return gallery.Identify([.. known.SelectMany(pair => rows[pair - first])], Identities(known)).Ranks;
        })];
    }

    private IEnumerable<int> Known(int first, int count) => Enumerable.Range(first, count).Where(pair => _labels[pair].Identity is not null);

    private int[] Identities(int[] pairs) => [.. pairs.Select(pair => _labels[pair].Identity!.Value)];
}
