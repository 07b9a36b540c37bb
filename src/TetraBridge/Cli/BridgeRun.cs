using Microsoft.Extensions.Logging;
using TetraBridge.Configuration;
using TetraBridge.Delivery;
using TetraBridge.Sinks.Otlp;

namespace TetraBridge.Cli;

/// <summary>`run`: builds the bridge, runs it, and says by the exit code how it ended (decisions 7).</summary>
internal sealed partial class BridgeRun(Func<string, string?> environment, Func<Stream> standardInput, string version, TimeProvider clock)
{
    /// <summary>Runs until done or cancelled.</summary>
    public async Task<ExitCode> RunAsync(BridgeConfig config, ILoggerFactory logs, CancellationToken stop)
    {
        var log = logs.CreateLogger<Bridge>();
        var otlp = OtlpEnvironment.Read(environment);
        if (otlp.Mistakes.Count > 0 && config.Routes.Any(route => route.Sink is OtlpSinkConfig))
        {
            foreach (var mistake in otlp.Mistakes)
            {
                Refused(log, mistake);
            }

            return ExitCode.Mistakes;
        }

        var bridge = new Bridge(config, new SinkTable(otlp, version, clock), new JournalTable(standardInput, clock, logs), clock, logs);
        try
        {
            var outcomes = await bridge.RunAsync(stop).ConfigureAwait(false);
            return ExitCodes.Worst(outcomes.Select(outcome => Of(outcome, config.Once)));
        }
        catch (ConfigurationException mistake)
        {
            Refused(log, mistake.Message);
            return ExitCode.Mistakes;
        }
        catch (StateException problem)
        {
            Refused(log, problem.Message);
            return ExitCode.Failed;
        }
    }

    private static ExitCode Of(RouteOutcome outcome, bool once) => outcome switch
    {
        { IsSaved: false } => ExitCode.Failed,
        _ when !once => ExitCode.Done,
        { Undelivered: > 0 } or { WasCutShort: true } => ExitCode.Undelivered,
        { Totals.Dead: > 0 } or { Gaps: > 0 } => ExitCode.DeadLettersOrGaps,
        _ => ExitCode.Done,
    };

    [LoggerMessage(120, LogLevel.Error, "{Problem}")]
    private static partial void Refused(ILogger logger, string problem);
}
