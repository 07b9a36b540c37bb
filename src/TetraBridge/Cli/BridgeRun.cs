using Microsoft.Extensions.Logging;
using TetraBridge.Composition;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Delivery;
using TetraBridge.Delivery.State;
using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Cli;

/// <summary>`run`: builds the bridge, runs it, and says by the exit code how it ended (decisions 7).</summary>
internal sealed partial class BridgeRun(
    Streams streams, Func<string, string?> environment, Func<Stream> standardInput, ConsoleOutput console, string version,
    TimeProvider clock)
{
    /// <summary>Runs until done or cancelled.</summary>
    public async Task<RunEnd> RunAsync(BridgeConfig config, ILoggerFactory logs, CancellationToken stop)
    {
        var log = logs.CreateLogger<Bridge>();
        var bridge = new Bridge(
            config,
            new SinkFactory(OtlpEnvironment.Read(environment), console, version, clock),
            new JournalFactory(standardInput, clock, logs),
            clock,
            logs);
        try
        {
            var outcomes = config.Once
                ? await WithProgressAsync(bridge, config, stop).ConfigureAwait(false)
                : await bridge.RunAsync(stop).ConfigureAwait(false);
            return config.Once
                ? EndOfOnce(config, outcomes, log)
                : new RunEnd(ExitCodes.Worst(outcomes.Select(outcome => OfFollowing(config, outcome))));
        }
        catch (ConfigurationException mistake)
        {
            Refused(log, mistake.Message);
            return new RunEnd(ExitCode.Mistakes);
        }
        catch (StateException problem)
        {
            Refused(log, problem.Message);
            return new RunEnd(ExitCode.Failed);
        }
    }

    // Not where records are printed to the same terminal.
    private async Task<IReadOnlyList<RouteOutcome>> WithProgressAsync(Bridge bridge, BridgeConfig config, CancellationToken stop)
    {
        if (!streams.ErrorIsTerminal || (streams.OutIsTerminal && config.Routes.Any(route => route.Sink is ConsoleSinkConfig)))
        {
            return await bridge.RunAsync(stop).ConfigureAwait(false);
        }

        var progress = new OnceProgress(bridge.Status, new RedrawnLine(streams), clock);
        await using (progress.ConfigureAwait(false))
        {
            return await bridge.RunAsync(stop).ConfigureAwait(false);
        }
    }

    private static RunEnd EndOfOnce(BridgeConfig config, IReadOnlyList<RouteOutcome> outcomes, ILogger log)
    {
        var codes = outcomes.Select(Of).ToList();
        foreach (var source in config.Sources.Where(source => source.File is not (null or SourceConfig.StandardInput) && !File.Exists(source.File)))
        {
            // A misspelt path must not look like a quiet file. Where backups were read, the agent was only about to create the next one.
            var names = config.Routes.Where(route => route.From == source.Name).Select(route => route.Name).ToHashSet();
            if (outcomes.Where(outcome => names.Contains(outcome.Name)).All(outcome => outcome.Totals.Read == 0))
            {
                NothingThere(log, source.File!);
                codes.Add(ExitCode.Failed);
            }
        }

        return new RunEnd(ExitCodes.Worst(codes), LedgerSummary.Of(outcomes, name => DeadLetters(config, name)));
    }

    private static string? DeadLetters(BridgeConfig config, string route) =>
        config.Routes.Single(candidate => candidate.Name == route).Sink.HasBookmark
            ? Path.Combine(config.StateFolder, "dead-letters", route)
            : null;

    // Who sets no deadline is content with bookmarks: what is undelivered is sent at the next start.
    private static ExitCode OfFollowing(BridgeConfig config, RouteOutcome outcome) => outcome switch
    {
        { IsSaved: false } => ExitCode.Failed,
        { IsGone: true } => ExitCode.Done,
        { Undelivered: > 0 } when config.Timeout is not null => ExitCode.Undelivered,
        _ => ExitCode.Done,
    };

    private static ExitCode Of(RouteOutcome outcome) => outcome switch
    {
        { IsSaved: false } => ExitCode.Failed,
        { IsGone: true } => ExitCode.Done,
        { Undelivered: > 0 } or { WasCutShort: true } => ExitCode.Undelivered,
        { Totals.Dead: > 0 } or { Gaps: > 0 } => ExitCode.DeadLettersOrGaps,
        _ => ExitCode.Done,
    };

    [LoggerMessage(121, LogLevel.Error, "nothing was read: there is no file {File}")]
    private static partial void NothingThere(ILogger logger, string file);

    [LoggerMessage(120, LogLevel.Error, "{Problem}")]
    private static partial void Refused(ILogger logger, string problem);
}
