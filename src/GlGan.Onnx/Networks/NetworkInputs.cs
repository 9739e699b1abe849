using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Synthesis;

namespace GlGan.Onnx;

/// <summary>Makes what a network reads out of aligned faces.</summary>
/// <param name="description">The network's.</param>
/// <param name="read">Names of the inputs that it reads.</param>
internal sealed class NetworkInputs(NetworkDescription description, HashSet<string> read)
{
    private readonly IReadOnlyDictionary<string, int[]> _shapes = description.InputShapes;
    private readonly (string Local, string Placement)[] _regions =
        [.. description.Regions.Select(region => (NetworkDescription.LocalInput(region.Name), NetworkDescription.PlacementInput(region.Name)))];

    /// <summary>Inputs with their shapes and values.</summary>
    /// <param name="faces">At least one.</param>
    internal IEnumerable<(string Name, long[] Shape, float[] Values)> Of(IReadOnlyList<AlignedInput> faces) =>
        _shapes.Keys.Where(read.Contains).Select(name => (name, (long[])[faces.Count, .. _shapes[name]], Values(name, faces)));

    private float[] Values(string name, IReadOnlyList<AlignedInput> faces)
    {
        var length = _shapes[name].Aggregate((product, side) => product * side);
        var values = new float[checked(faces.Count * length)];
        for (var i = 0; i < faces.Count; i++) Write(name, faces[i], values.AsSpan(i * length, length));
        return values;
    }

    private void Write(string name, AlignedInput face, Span<float> values)
    {
        if (name == NetworkDescription.GlobalInput)
        {
            SignedPlanes.Write(face.Global, values);
        }
        else if (name == NetworkDescription.PriorInput)
        {
            var (prior, plane) = (face.Prior!, values.Length / 5);
            SignedPlanes.Write(prior.Image, values[..(3 * plane)]);
            prior.Seen.Values.CopyTo(values[(3 * plane)..]);
            prior.Mirrored.Values.CopyTo(values[(4 * plane)..]);
        }
        else if (Array.FindIndex(_regions, region => region.Local == name) is var crop and >= 0)
        {
            SignedPlanes.Write(face.Crops[crop], values);
        }
        else
        {
            var center = face.Centers[Array.FindIndex(_regions, region => region.Placement == name)];
            (values[0], values[1]) = (center.X, center.Y);
        }
    }
}
