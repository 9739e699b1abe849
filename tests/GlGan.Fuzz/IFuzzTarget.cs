namespace GlGan.Fuzz;

/// <summary>A parser that is given damaged input.</summary>
internal interface IFuzzTarget
{
    /// <summary>Name for the command line and messages, lower case.</summary>
    string Name { get; }

    /// <summary>Sound inputs, from which damaged ones are made. The parser accepts them.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>What the parser documents to throw for bad input; anything else is a finding.</summary>
    IReadOnlyList<Type> Refusals { get; }

    /// <summary>
    /// Places in a seed that decide most, such as lengths and offsets among bulk data; half of the changes begin there. Empty when all places are alike.
    /// </summary>
    IReadOnlyList<int> HotSpots(byte[] seed) => [];

    /// <summary>Parses an input, and uses the result as a caller would.</summary>
    /// <param name="input">The input.</param>
    /// <param name="file">A file with the input, for parsers of files.</param>
    void Run(byte[] input, string file);
}
