namespace GlGan.Cli.Demo;

/// <summary>A promise of the demo and what was reached.</summary>
internal sealed record DemoTarget(string Name, double Wanted, double Reached);
