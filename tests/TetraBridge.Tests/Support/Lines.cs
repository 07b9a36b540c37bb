using System.Globalization;

namespace TetraBridge.Tests.Support;

/// <summary>Short lines of the export file.</summary>
internal static class Lines
{
    /// <summary>An exec event that is told apart by its number; every event has another second.</summary>
    public static string Exec(int number) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"process_exec":{"process":{"exec_id":"x{{{number}}}","pid":{{{number}}},"binary":"/bin/{{{number}}}","start_time":"{{{Time(number)}}}"}},"node_name":"n","time":"{{{Time(number)}}}"}""");

    /// <summary>An exit event, for filters to leave out.</summary>
    public static string Exit(int number) => Exec(number).Replace("process_exec", "process_exit", StringComparison.Ordinal);

    /// <summary>A load of a library, which tells no time.</summary>
    public static string Loader(int number) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"process_loader":{"process":{"exec_id":"x{{{number}}}","pid":{{{number}}},"binary":"/bin/{{{number}}}"},"path":"/lib/{{{number}}}.so","buildid":"AA=="},"node_name":"n"}""");

    /// <summary>A process that an agent tells again at its start; pid 0 comes first.</summary>
    public static string Replay(int pid) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"process_exec":{"process":{"exec_id":"r{{{pid}}}","pid":{{{pid}}},"binary":"/bin/{{{pid}}}","flags":"procFS auid","start_time":"{{{Time(0)}}}"}},"node_name":"n","time":"{{{Time(0)}}}"}""");

    /// <summary>The agent's report of events that its file lacks.</summary>
    public static string RateLimit(int number) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"rate_limit_info":{"number_of_dropped_process_events":"158"},"node_name":"n","time":"{{{Time(number)}}}"}""");

    /// <summary>A range of exec events.</summary>
    public static string[] Execs(int first, int count) => [.. Enumerable.Range(first, count).Select(Exec)];

    /// <summary>The time of an event, in nanoseconds since 1970.</summary>
    public static long Nanoseconds(int number) => (new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() + number) * 1_000_000_000;

    private static string Time(int number) => DateTimeOffset.FromUnixTimeSeconds(Nanoseconds(number) / 1_000_000_000).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.000000000Z", CultureInfo.InvariantCulture);
}
