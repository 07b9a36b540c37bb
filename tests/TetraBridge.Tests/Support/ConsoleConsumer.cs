using System.Diagnostics;

namespace TetraBridge.Tests.Support;

/// <summary>Kafka's own console consumer: a client that shares no code with ours.</summary>
internal static class ConsoleConsumer
{
    /// <summary>Reads so many messages, or what comes until none came for ten seconds: lines of `partition TAB headers TAB key TAB value`.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(string bootstrap, string topic, int messages)
    {
        string[] arguments =
        [
            "kafka-console-consumer", "--bootstrap-server", bootstrap, "--topic", topic, "--from-beginning", "--timeout-ms", "10000",
            "--max-messages", messages.ToString(System.Globalization.CultureInfo.InvariantCulture), "--isolation-level", "read_committed",
            "--formatter-property", "print.partition=true", "--formatter-property", "print.headers=true", "--formatter-property", "print.key=true",
        ];
        var tool = Path.Combine(Environment.GetEnvironmentVariable("TETRABRIDGE_PEERS")!, "kafka", "tool");
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(await errors);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
