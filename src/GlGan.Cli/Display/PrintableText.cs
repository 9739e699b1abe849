using GlGan.Foundation;
using Spectre.Console.Rendering;

namespace GlGan.Cli.Display;

/// <summary>Takes out of everything a console draws what a terminal would obey, but for the console's own commands.</summary>
internal sealed class PrintableText : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(drawn => new Drawn(drawn));

    private sealed class Drawn(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(segment => segment.IsControlCode || segment.IsLineBreak ? segment : new Segment(PlainText.Printable(segment.Text), segment.Style));
    }
}
