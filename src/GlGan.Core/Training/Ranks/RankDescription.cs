using System.Text.Json.Nodes;

namespace GlGan.Training;

/// <summary>What must be the same on all ranks, and what a rank is called.</summary>
/// <param name="Name">Its number, process and machine.</param>
/// <param name="Settings">Versions, recipe, networks and data.</param>
internal sealed record RankDescription(string Name, JsonObject Settings);
