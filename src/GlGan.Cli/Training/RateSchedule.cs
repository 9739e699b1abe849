namespace GlGan.Cli.Training;

/// <summary>Learning-rate schedules by name.</summary>
internal enum RateSchedule
{
    Linear,
    Constant,
    Cosine,
}
