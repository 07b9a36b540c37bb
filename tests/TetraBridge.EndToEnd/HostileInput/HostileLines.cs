using System.Text;

namespace TetraBridge.EndToEnd.HostileInput;

/// <summary>Lines as broken disks, full disks, container runtimes and ill will write them.</summary>
internal static class HostileLines
{
    private const int OverTheLimit = 17 << 20;

    /// <summary>Each kind once.</summary>
    public static IReadOnlyList<HostileLine> All { get; } =
    [
        new("no JSON at all"u8.ToArray(), "not_json"),
        new("""{"process_exec":{"process":{"exec_id":"a","bin"""u8.ToArray(), "not_json"),
        new("{\"process_exec\":{\"process\":{\"exec_id\":\"\0\"}}}"u8.ToArray(), "not_json"),
        new(new byte[4096], "not_json"),
        new([.. "{\"process_exec\":{\"process\":{\"binary\":\"/"u8, 0xC3, 0x28, 0xFF, .. "\"}}}"u8], "not_utf8"),
        new(Encoding.ASCII.GetBytes($$$$"""{"process_exec":{"process":{"x":{{{{new string('[', 10_000)}}}}{{{{new string(']', 10_000)}}}}}}}"""), "too_deep"),
        new("""{"process_exec":{"process":{"exec_id":"a"}},"process_exec":{"process":{"exec_id":"b"}}}"""u8.ToArray(), "ambiguous"),
        new("""{"node_name":"node-a","time":"2026-11-24T00:00:00Z"}"""u8.ToArray(), "no_event"),
        new("[1,2,3]"u8.ToArray(), "no_event"),
        new("""2026-11-24T00:00:00.000000000Z stdout P {"process_exec":{"process":{"exec_id":"a","binary":"""u8.ToArray(), "split_by_runtime"),
        new(Encoding.ASCII.GetBytes($$$$"""{"process_exec":{"process":{"arguments":"{{{{new string('x', OverTheLimit)}}}}"}}}"""), "too_long"),
        new([], null),
        new("  \t"u8.ToArray(), null),
    ];
}
