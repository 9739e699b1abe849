namespace GlGan.Datasets;

/// <summary>The leaf pages in the order of their keys, and the position of the first entry of each: 16 bytes per leaf page; entries are not read.</summary>
internal sealed class LmdbIndex
{
    private readonly LmdbFile _file;
    private readonly List<long> _leaves = [];
    private readonly List<long> _firsts = [];
    private long _visits;
    private long _total;

    internal LmdbIndex(LmdbFile file)
    {
        _file = file;
        if (file.Depth > 0) Collect(file.Root, level: 1);
        if (_total != file.Count) throw file.Error(null, $"the meta page counts {file.Count} entries, but the leaf pages hold {_total}: the file is damaged.");
    }

    /// <summary>The leaf page of an entry, and its place on it.</summary>
    internal (long Leaf, int Place) Locate(long position)
    {
        var found = _firsts.BinarySearch(position);
        var leaf = found >= 0 ? found : ~found - 1;
        return (_leaves[leaf], (int)(position - _firsts[leaf]));
    }

    // In a damaged file a branch may lead back to itself; no sound tree visits more pages than there are.
    private void Collect(long page, int level)
    {
        if (++_visits > _file.PageCount) throw _file.Error(page, "the tree leads to the same page again: the file is damaged.");
        if (level == _file.Depth)
        {
            _leaves.Add(page);
            _firsts.Add(_total);
            _total += _file.Leaf(page).Count;
            return;
        }

        var branch = _file.Branch(page);
        for (var place = 0; place < branch.Count; place++) Collect(branch.Child(place), level + 1);
    }
}
