namespace GlGan.Foundation;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) as a counter-based generator: draws depend on the seed, the stream, the index and their order
/// only, never on a runtime whose random numbers may change. Nothing that draws from (seed, step) has a state to save.
/// </summary>
internal struct CounterRandom(ulong seed, ulong stream, ulong index)
{
    private ulong _state = Mix(Mix(Mix(seed) ^ (stream + Step)) ^ (index * Step + 1));

    private const ulong Step = 0x9E3779B97F4A7C15;

    public static ulong Mix(ulong z)
    {
        z += Step;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public float Unit() => ((_state = Mix(_state)) >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [minimum, maximum).</summary>
    public float Range(float minimum, float maximum) => minimum + (maximum - minimum) * Unit();

    /// <summary>Bell-shaped in [-1, 1] about a mean: the sum of two uniform draws, clamped.</summary>
    public float Bell(float mean = 0, float spread = 1) => Math.Clamp(mean + spread * (Unit() + Unit() - 1), -1, 1);

    /// <summary>Standard normal (Box and Muller, 1958).</summary>
    public float Normal() => MathF.Sqrt(-2 * MathF.Log(1 - Unit())) * MathF.Cos(MathF.Tau * Unit());

    public bool Chance(float probability) => Unit() < probability;

    public int Below(int count) => Math.Min((int)(Unit() * count), count - 1);
}
