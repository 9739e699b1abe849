namespace GlGan.Evaluation;

/// <summary>Names of the kinds of images that are measured.</summary>
public static class EvaluationSubject
{
    /// <summary>What the generator makes.</summary>
    public const string Output = "output";

    /// <summary>GP-Gen's own image within the generator, before fusion.</summary>
    public const string GlobalImage = "gp_gen";

    /// <summary>The input itself; the geometric swap, where it is refined.</summary>
    public const string Input = "input";

    /// <summary>What the generator makes of faces in which nothing has to be mended; measured where the set has such (<see cref="EvaluationSet.Clean"/>).</summary>
    public const string Clean = "clean";

    /// <summary>The mean of the targets: the best that can be said without looking at the input.</summary>
    public const string MeanFace = "mean_face";
}
