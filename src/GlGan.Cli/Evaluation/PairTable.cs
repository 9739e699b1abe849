using System.Globalization;
using System.Text;
using GlGan.Evaluation;
using GlGan.Foundation;

namespace GlGan.Cli.Evaluation;

/// <summary>Writes every single score as a line of a CSV file, for those who want to look further.</summary>
internal static class PairTable
{
    internal static void Save(EvaluationResult result, string path)
    {
        var metrics = result.Output.Scores.Keys.ToArray();
        var lines = new StringBuilder().AppendJoin(',', ["pair", "identity", "bin", "subject", .. metrics]).Append('\n');
        foreach (var subject in result.Subjects)
        {
            for (var pair = 0; pair < result.Set.Labels.Count; pair++)
            {
                var (identity, bin) = result.Set.Labels[pair];
                var scores = metrics.Select(metric => subject.Scores[metric][pair].ToString("R", CultureInfo.InvariantCulture));
                lines.AppendJoin(',', [pair.ToString(CultureInfo.InvariantCulture), identity?.ToString(CultureInfo.InvariantCulture) ?? "", bin, subject.Name, .. scores]).Append('\n');
            }
        }

        AtomicFile.Write(path, Encoding.UTF8.GetBytes(lines.ToString()));
    }
}
