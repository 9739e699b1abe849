using GlGan.Cli.Faces;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Cli.Swapping;

/// <summary>Which face goes onto which: one source onto all that are chosen, several onto one each in their order, or as a file says.</summary>
internal sealed class SwapAssignment
{
    private readonly FaceSelection _target;
    private readonly IReadOnlyDictionary<int, SourceFace>? _map;

    private SwapAssignment(IReadOnlyList<SourceFace> sources, FaceSelection target, IReadOnlyDictionary<int, SourceFace>? map) => (Sources, _target, _map) = (sources, target, map);

    /// <summary>All faces to show.</summary>
    internal IReadOnlyList<SourceFace> Sources { get; }

    /// <summary>Photos that are read for it.</summary>
    internal static IReadOnlyList<string> Photos(string? source, string? map) => map is not null
        ? [.. FaceMap.Read(map).Values.Select(entry => entry.Source).Distinct()]
        : Directory.Exists(source) ? [.. ImageFiles.In(source).Select(name => Path.Combine(source, name))] : [source!];

    /// <summary>Reads the sources.</summary>
    /// <param name="source">Photo or folder.</param>
    /// <param name="map">The file that says what goes where.</param>
    /// <param name="sourceFace">Which faces of each source.</param>
    /// <param name="targetFace">Which faces of the target.</param>
    /// <param name="faces">Where faces are.</param>
    /// <exception cref="ArgumentException">A source has no such face.</exception>
    internal static SwapAssignment Load(string? source, string? map, FaceSelection? sourceFace, FaceSelection? targetFace, PhotoFaces faces)
    {
        Dictionary<string, ImageBuffer> photos = [];
        var target = targetFace ?? new FaceSelection(FaceSelection.All);
        if (map is not null)
        {
            var mapped = FaceMap.Read(map).ToDictionary(entry => entry.Key, entry => Faces(entry.Value.Source, entry.Value.Face is { } number ? new FaceSelection($"{number}") : null)[0]);
            return new SwapAssignment([.. mapped.Values], target, mapped);
        }

        SourceFace[] sources = [.. Photos(source, null).SelectMany(photo => Faces(photo, sourceFace))];
        return sources.Length > 0 ? new SwapAssignment(sources, target, null) : throw new ArgumentException($"There is no image in '{source}'.");

        IReadOnlyList<SourceFace> Faces(string path, FaceSelection? which)
        {
            if (!photos.TryGetValue(path, out var photo)) photos.Add(path, photo = ImageFile.Load(path));
            var found = faces.Of(path, photo);
            var chosen = which?.Of(path, found) ?? [FaceSelection.Numbered(found).First(face => ReferenceEquals(face.Face, found[0]))];
            return [.. chosen.Select(face => new SourceFace(path, photo, face))];
        }
    }

    /// <summary>What goes where in a photo; faces that get none stay.</summary>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="found">All its faces.</param>
    /// <exception cref="ArgumentException">It lacks a face that is chosen.</exception>
    internal IReadOnlyList<(SourceFace Source, NumberedFace Target)> In(string path, IReadOnlyList<DetectedFace> found)
    {
        if (_map is not null)
        {
            var numbered = FaceSelection.Numbered(found);
            List<(SourceFace, NumberedFace)> pairs = [.. _map.Where(entry => entry.Key <= numbered.Count).OrderBy(entry => entry.Key).Select(entry => (entry.Value, numbered[entry.Key - 1]))];
            return pairs.Count > 0
                ? pairs
                : throw new ArgumentException($"'{path}' has {PlainText.Counted(found.Count, "face")}: none of those in the list.");
        }

        var targets = _target.Of(path, found);
        return Sources.Count == 1 ? [.. targets.Select(target => (Sources[0], target))] : [.. Sources.Zip(targets)];
    }

    /// <summary>The face that goes onto a track of a video; null for none.</summary>
    internal SourceFace? On(int track) => _map is not null ? _map.GetValueOrDefault(track) : _target.Chosen is { } chosen ? track == chosen ? Sources[0] : null : Sources.Count == 1 ? Sources[0] : Sources.ElementAtOrDefault(track - 1);

    /// <summary>Whether only the largest face of each frame is meant.</summary>
    internal bool IsLargest => _map is null && _target.Words == FaceSelection.Largest;
}
