using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using TetraBridge.Buffers;

namespace TetraBridge.Operations;

/// <summary>
/// One line an entry: `2026-11-24T03:00:00.123Z INFO  route otlp: message`. Whatever content gets into a message can't break or colour the
/// line.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="stackTraces">Exceptions with their stack traces, escaped into the line; else their type and message.</param>
internal sealed class LogLineFormatter(TimeProvider time, bool stackTraces) : ConsoleFormatter(FormatterName)
{
    /// <summary>How the console provider finds it.</summary>
    public const string FormatterName = "tetrabridge";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        textWriter.Write(Level(logEntry.LogLevel));
        textWriter.Write(PrintableText.Of(message));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(": ");
            textWriter.Write(PrintableText.Of(stackTraces ? exception.ToString() : $"{exception.GetType().Name}: {exception.Message}"));
        }

        // Not Environment.NewLine: the form of the log is the same everywhere.
        textWriter.Write('\n');
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => " DEBUG ",
        LogLevel.Information => " INFO  ",
        LogLevel.Warning => " WARN  ",
        _ => " ERROR ",
    };
}
