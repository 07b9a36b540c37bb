using System.Diagnostics;

namespace TetraBridge.EndToEnd.Support;

/// <summary>Kafka's own command line tools: clients that share no code with ours.</summary>
internal static class KafkaTool
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(2);

    /// <summary>Runs a tool to its end; what it printed.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var tool = Path.Combine(Environment.GetEnvironmentVariable("TETRABRIDGE_PEERS")!, "kafka", "tool");
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(_longest);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            TestContext.Current.TestOutputHelper?.WriteLine(await errors);
            return output;
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The headers of all messages that a read_committed consumer sees.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadCommittedAsync(string bootstrap, string topic)
    {
        // The value would be told behind the headers: its deserializer is not asked.
        var told = await RunAsync(
            "kafka-console-consumer", "--bootstrap-server", bootstrap, "--topic", topic, "--from-beginning", "--timeout-ms", "8000", "--isolation-level", "read_committed",
            "--formatter-property", "print.headers=true", "--formatter-property", "print.value=false");
        return [.. told.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Headers)];
    }

    private static Dictionary<string, string> Headers(string line) =>
        line.Trim().Split(',').Select(static header => header.Split(':', 2)).ToDictionary(static header => header[0], static header => header[1]);
}
