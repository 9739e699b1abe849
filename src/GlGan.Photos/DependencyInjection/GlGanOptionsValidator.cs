using GlGan.Foundation;
using Microsoft.Extensions.Options;

namespace GlGan.DependencyInjection;

/// <summary>Refuses options with all their errors in one message.</summary>
internal sealed class GlGanOptionsValidator : IValidateOptions<GlGanOptions>
{
    public ValidateOptionsResult Validate(string? name, GlGanOptions options)
    {
        var model = string.IsNullOrEmpty(name) ? nameof(GlGanOptions) : $"{nameof(GlGanOptions)} '{name}'";
        string[] errors = [.. options.Errors().Select(error => $"{model}: {error}")];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
