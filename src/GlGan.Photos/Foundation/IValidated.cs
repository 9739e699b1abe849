namespace GlGan.Foundation;

/// <summary>Options that know what is wrong with them.</summary>
internal interface IValidated
{
    /// <summary>A sentence for everything that is wrong, with the name of the property and its value.</summary>
    IEnumerable<string> Errors();
}
