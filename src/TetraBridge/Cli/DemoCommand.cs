using System.CommandLine;
using Microsoft.Extensions.Logging;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Flags;
using TetraBridge.Operations;

namespace TetraBridge.Cli;

/// <summary>`demo`: the main job on bundled events, no server needed.</summary>
internal sealed class DemoCommand(
    ConfigurationReader configuration, Func<ILoggerFactory, CancellationToken, Task<ExitCode>> demo, Streams streams, TimeProvider time)
{
    /// <summary>The command.</summary>
    public Command Build()
    {
        var command = new Command("demo", "Replay bundled real events through the whole bridge, in seconds; needs nothing");
        command.SetAction(async (parse, cancellation) =>
        {
            var level = configuration.ReadLogLevel([.. FlagOptions.Told(parse).Where(t => t.Flag == FlagTable.LogLevel)], out var mistakes);
            if (mistakes.Count > 0)
            {
                return (int)MistakePrinter.Print(streams.Error, mistakes);
            }

            // A table is what demo is for: the log stays quiet unless it is asked for.
            using var logs = LogSetup.Create(level ?? LogLevel.Warning, time);
            return (int)await Stoppable.RunAsync(stop => demo(logs, stop), streams, cancellation).ConfigureAwait(false);
        });
        return command;
    }
}
