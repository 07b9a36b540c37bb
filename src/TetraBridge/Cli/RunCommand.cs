using System.CommandLine;
using Microsoft.Extensions.Logging;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Flags;
using TetraBridge.Operations;

namespace TetraBridge.Cli;

/// <summary>`run`: the bridge itself.</summary>
internal sealed partial class RunCommand(
    ConfigurationReader configuration, Func<BridgeConfig, ILoggerFactory, CancellationToken, Task<RunEnd>> run, Streams streams,
    TimeProvider time)
{
    /// <summary>The command with its flags.</summary>
    public Command Build()
    {
        var command = new Command("run", "Follow Tetragon's export file and deliver its events");
        foreach (var flag in FlagTable.All.Where(f => f != FlagTable.LogLevel))
        {
            command.Add(FlagOptions.Make(flag));
        }

        command.SetAction(async (parse, cancellation) => (int)await RunAsync(FlagOptions.Told(parse), cancellation).ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(IReadOnlyList<ToldFlag> flags, CancellationToken cancellation)
    {
        var outcome = configuration.Read(flags);
        if (outcome.Config is not { } config)
        {
            return MistakePrinter.Print(streams.Error, outcome.Mistakes);
        }

        RunEnd end;
        using (var logs = LogSetup.Create(config.LogLevel, time))
        {
            end = await RunAsync(config, outcome.Notes, logs, cancellation).ConfigureAwait(false);
        }

        // The log writes from a thread of its own: only its disposal brings all before the summary.
        streams.Error.Write(end.Summary);
        return end.Code;
    }

    private async Task<RunEnd> RunAsync(
        BridgeConfig config, IReadOnlyList<string> notes, ILoggerFactory logs, CancellationToken cancellation)
    {
        var log = logs.CreateLogger<RunCommand>();
        foreach (var note in notes)
        {
            LogNote(log, note);
        }

        return await run(config, logs, cancellation).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "configuration: {Note}")]
    private static partial void LogNote(ILogger log, string note);
}
