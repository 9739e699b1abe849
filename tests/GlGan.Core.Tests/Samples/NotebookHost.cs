namespace GlGan.Tests.Samples;

/// <summary>What the kernel of a notebook offers to its cells, without a browser: everything is shown on the console.</summary>
public static class NotebookHost
{
    public static string HTML(string content) => content;

    public static void display(object value) => Console.WriteLine(value);
}
