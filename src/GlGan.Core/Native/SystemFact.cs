namespace GlGan.Native;

/// <summary>One line of a <see cref="SystemReport"/>.</summary>
/// <param name="Name">What is described.</param>
/// <param name="Value">What was found.</param>
/// <param name="IsProblem">Whether training cannot run because of it.</param>
public sealed record SystemFact(string Name, string Value, bool IsProblem = false);
