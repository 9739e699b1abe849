namespace GlGan.Attack;

/// <summary>A file that claims to be a model.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Write">Writes it to a path.</param>
internal sealed record HostileModel(string Name, Action<string> Write);
