using System.CommandLine;
using System.CommandLine.Help;
using TetraBridge.Buffers;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Flags;

namespace TetraBridge.Cli;

/// <summary>Arguments → command → exit code.</summary>
/// <param name="configuration">Reads what the operator wrote.</param>
/// <param name="work">What the commands do.</param>
/// <param name="streams">Standard output and error.</param>
/// <param name="time">The clock.</param>
/// <param name="version">What `--version` prints.</param>
internal sealed class CommandLine(
    ConfigurationReader configuration, CommandWork work, Streams streams, TimeProvider time, Func<string> version)
{
    // The drain has a deadline of its own (--timeout): the library must not end the process before it.
    private static readonly TimeSpan _termination = TimeSpan.FromDays(7);

    /// <summary>Runs the command that the arguments name. SIGTERM and SIGINT cancel it and wait for its end.</summary>
    public async Task<int> InvokeAsync(string[] args, CancellationToken cancellation = default)
    {
        var root = Root();
        if (args.Length == 0)
        {
            // Asked for nothing, a newcomer is shown what there is; a script is told that it was a mistake.
            streams.Error.Write(HelpText.Of(root));
            return (int)ExitCode.Mistakes;
        }

        var parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (parse.Action is not TextAction && ParseMistakes.Of(parse) is { Count: > 0 } mistakes)
        {
            // All at once: the values of the flags that were understood too, but not what may be missing for a misspelt one.
            var configures = parse.CommandResult.Command.Options.Any(o => o.Name == FlagTable.File.Name);
            var values = configures
                ? configuration.Read(FlagOptions.Told(parse)).Mistakes.Where(
                    m => m.Origin.Length > 0 && !mistakes.Any(o => o.Origin == m.Origin))
                : [];
            return (int)MistakePrinter.Print(streams.Error, [.. mistakes, .. values]);
        }

        try
        {
            return await parse.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = streams.Out,
                    Error = streams.Error,
                    ProcessTerminationTimeout = _termination,
                    EnableDefaultExceptionHandler = false,
                },
                cancellation).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The last resort: one clear line and the exit code, whatever it was.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Tell(e, FlagOptions.Told(parse));
            return (int)ExitCode.Failed;
        }
    }

    private RootCommand Root()
    {
        var logLevel = FlagOptions.Make(FlagTable.LogLevel);
        logLevel.Recursive = true;
        var root = new RootCommand(
            "TetraBridge follows Tetragon's export file and delivers its events, categorised, as OpenTelemetry log records, each at least once.")
        {
            new RunCommand(configuration, work.Run, streams, time).Build(),
            new DemoCommand(configuration, work.Demo, streams, time).Build(),
            new ExplainCommand(configuration, work.Explain, streams).Build(),
            new CategoriesCommand(configuration, work.Categories, streams).Build(),
            new CheckCommand(configuration, streams).Build(),
            logLevel,
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Show help";
        help.Action = new TextAction(parse => HelpText.Of(parse.CommandResult.Command));
        var versionOption = root.Options.OfType<VersionOption>().Single();
        versionOption.Description = "Show version, commit, schema, runtime and librdkafka";
        versionOption.Action = new TextAction(_ => version());
        return root;
    }

    private void Tell(Exception e, IReadOnlyList<ToldFlag> flags)
    {
        streams.Error.WriteLine($"tetrabridge: failed: {PrintableText.Of($"{e.GetType().Name}: {e.Message}")}");
        if (flags.Any(f => f.Flag == FlagTable.LogLevel && f.Value == "debug"))
        {
            streams.Error.WriteLine(string.Join('\n', e.ToString().Split('\n').Select(line => PrintableText.Of(line))));
        }
    }
}
