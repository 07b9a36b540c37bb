using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Operations;

namespace TetraBridge.Tests.Operations;

public sealed class LogLineFormatterTests
{
    private static readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, 123, TimeSpan.Zero));

    [Theory]
    [InlineData(LogLevel.Debug, "DEBUG")]
    [InlineData(LogLevel.Information, "INFO ")]
    [InlineData(LogLevel.Warning, "WARN ")]
    [InlineData(LogLevel.Error, "ERROR")]
    [InlineData(LogLevel.Critical, "ERROR")]
    public void An_entry_is_a_line_with_its_time_in_UTC(LogLevel level, string name)
    {
        Assert.Equal($"2026-11-24T03:00:00.123Z {name} route otlp: delivered 5 records\n", Line(level, "route otlp: delivered 5 records"));
    }

    [Fact]
    public void Hostile_content_stays_in_its_line()
    {
        Assert.Equal(
            "2026-11-24T03:00:00.123Z WARN  binary /tmp/\\x1b]0;own\\x07\\n2026-11-24T03:00:00.123Z ERROR forged\\u{202e}\n",
            Line(LogLevel.Warning, "binary /tmp/\u001b]0;own\u0007\n2026-11-24T03:00:00.123Z ERROR forged\u202e"));
    }

    [Fact]
    public void An_exception_is_told_in_the_same_line_with_its_stack_only_where_asked()
    {
        var failure = Thrown();

        Assert.Equal("2026-11-24T03:00:00.123Z ERROR failed: InvalidOperationException: two\\nlines\n", Line(LogLevel.Error, "failed", failure));
        var traced = Line(LogLevel.Error, "failed", failure, stackTraces: true);
        Assert.Contains(nameof(Thrown), traced, StringComparison.Ordinal);
        Assert.Equal(1, traced.Count(c => c == '\n'));
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("two\nlines");
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    private static string Line(LogLevel level, string message, Exception? exception = null, bool stackTraces = false)
    {
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(level, "any", default, message, exception, (state, _) => state);
        new LogLineFormatter(_time, stackTraces).Write(in entry, scopeProvider: null, writer);
        return writer.ToString();
    }
}
