using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ProjectInvoice.Finance.Api;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>Keeps the errors of the log that hold a text, by default those of faults that nobody planned.</summary>
internal sealed class FailureLog(string? holding = null) : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && formatter(state, exception) is var text && text.Contains(holding ?? ApiErrors.Failed.Code, StringComparison.Ordinal))
        {
            Entries.Enqueue($"{text} {exception}");
        }
    }

    public void Dispose() { }
}
