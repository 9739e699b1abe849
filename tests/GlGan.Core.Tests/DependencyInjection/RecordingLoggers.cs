using Microsoft.Extensions.Logging;

namespace GlGan.Tests.DependencyInjection;

/// <summary>Remembers what is logged.</summary>
internal sealed class RecordingLoggers : ILoggerFactory, ILogger
{
    internal List<(LogLevel Level, string Text)> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Add((logLevel, formatter(state, exception)));

    public void Dispose()
    {
    }
}
