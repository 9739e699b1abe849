namespace GlGan.Generators;

/// <summary>How a generator's image comes of what it was given: painted anew, or changed where it has to be.</summary>
public enum OutputComposition
{
    /// <summary>The one that suits what is learnt, which a training decides; a generator made by itself repaints.</summary>
    Automatic,

    /// <summary>Every pixel is painted.</summary>
    Repaint,

    /// <summary>The input with a change under the regions' feathered masks: what lies outside them is the input's own, to the last bit.</summary>
    Regions,

    /// <summary>The geometric prior with a change everywhere, and painted anew where the prior knows nothing.</summary>
    Prior,

    /// <summary>The geometric prior with a change where it shows a face: what lies outside is the prior's own, to the last bit.</summary>
    Refine,
}
