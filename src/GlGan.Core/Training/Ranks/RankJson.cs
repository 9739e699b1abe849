using System.Text.Json.Serialization;
using GlGan.Datasets;

namespace GlGan.Training;

/// <summary>JSON of what ranks tell one another, without reflection.</summary>
[JsonSerializable(typeof(RankReport))]
[JsonSerializable(typeof(RankDescription))]
[JsonSerializable(typeof(DatasetFingerprint))]
internal sealed partial class RankJson : JsonSerializerContext;
