namespace GlGan.Editing;

/// <summary>
/// The means a guided filter needs, and where each is among them. Planes: those of the guide first, then the image's three unless it is its own guide.
/// </summary>
internal sealed class GuideTerms
{
    /// <summary>Colours of the image.</summary>
    internal const int Targets = 3;

    private readonly List<BoxTerm> _terms = [];
    private readonly int[,] _squares;
    private readonly int[] _targets;
    private readonly int[,] _crosses;

    /// <param name="guides">Planes of the guide, 1 or 3.</param>
    /// <param name="own">Whether the guide's planes are the image's own.</param>
    internal GuideTerms(int guides, bool own)
    {
        (Guides, FirstTarget) = (guides, own ? 0 : guides);
        _squares = new int[guides, guides];
        for (var i = 0; i < guides; i++) Add(new(i));
        for (var i = 0; i < guides; i++)
        {
            for (var j = i; j < guides; j++) _squares[i, j] = _squares[j, i] = Add(new(i, j));
        }

        _targets = [.. Enumerable.Range(0, Targets).Select(target => own ? target : Add(new(FirstTarget + target)))];
        _crosses = new int[guides, Targets];
        for (var i = 0; i < guides; i++)
        {
            for (var target = 0; target < Targets; target++) _crosses[i, target] = own ? _squares[i, target] : Add(new(i, FirstTarget + target));
        }
    }

    internal int Guides { get; }

    /// <summary>Plane of the image's red.</summary>
    internal int FirstTarget { get; }

    internal int Planes => FirstTarget + Targets;

    internal BoxTerm[] All => [.. _terms];

    /// <summary>Which mean is that of the product of two planes of the guide.</summary>
    internal int Square(int i, int j) => _squares[i, j];

    /// <summary>Which mean is that of a colour of the image.</summary>
    internal int Target(int target) => _targets[target];

    /// <summary>Which mean is that of the product of a plane of the guide and a colour of the image.</summary>
    internal int Cross(int guide, int target) => _crosses[guide, target];

    private int Add(BoxTerm term)
    {
        _terms.Add(term);
        return _terms.Count - 1;
    }
}
