namespace GlGan.Datasets;

/// <summary>Named yes-or-no properties of a face, such as CelebA's <c>Smiling</c>.</summary>
public sealed class FaceAttributes
{
    /// <summary>Largest number of properties.</summary>
    public const int Limit = 64;

    private readonly IReadOnlyList<string> _names;
    private readonly ulong _values;

    /// <summary>Creates the properties of one face.</summary>
    /// <param name="names">Names, at most <see cref="Limit"/>; shared by the faces of a dataset.</param>
    /// <param name="values">One bit per name, the first name lowest.</param>
    /// <exception cref="ArgumentException">There are too many names.</exception>
    public FaceAttributes(IReadOnlyList<string> names, ulong values)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count > Limit) throw new ArgumentException($"At most {Limit} attributes are possible; got {names.Count}.", nameof(names));
        (_names, _values) = (names, values);
    }

    /// <summary>All names the dataset knows.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>One bit per name, the first name lowest.</summary>
    internal ulong Bits => _values;

    /// <summary>Whether the face has a property.</summary>
    /// <param name="name">Name, exactly as the dataset writes it.</param>
    /// <exception cref="ArgumentException">The dataset has no such property; the message lists what it has.</exception>
    public bool this[string name]
    {
        get
        {
            for (var i = 0; i < _names.Count; i++)
                if (_names[i] == name) return (_values >> i & 1) != 0;
            throw new ArgumentException($"Unknown attribute '{name}'. Known: {string.Join(", ", _names)}.", nameof(name));
        }
    }
}
