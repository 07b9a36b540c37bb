using System.CommandLine;
using TetraBridge.Buffers;
using TetraBridge.Composition;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Flags;

namespace TetraBridge.Cli;

/// <summary>`check`: reads the configuration as `run` would, and shows what holds; touches nothing.</summary>
internal sealed class CheckCommand(ConfigurationReader configuration, Streams streams)
{
    /// <summary>The command with the flags of `run`.</summary>
    public Command Build()
    {
        var command = new Command("check", "Read the configuration, show what holds (secrets masked), and end; takes the flags of run");
        foreach (var flag in FlagTable.All.Where(f => f != FlagTable.LogLevel))
        {
            command.Add(FlagOptions.Make(flag));
        }

        command.SetAction(parse => (int)Check(FlagOptions.Told(parse)));
        return command;
    }

    private ExitCode Check(IReadOnlyList<ToldFlag> flags)
    {
        var outcome = configuration.Read(flags);
        if (outcome.Config is not { } config)
        {
            return MistakePrinter.Print(streams.Error, outcome.Mistakes);
        }

        if (Refused(config) is { Count: > 0 } mistakes)
        {
            return MistakePrinter.Print(streams.Error, mistakes);
        }

        streams.Out.Write(EffectiveConfiguration.Text(config));
        foreach (var note in outcome.Notes)
        {
            streams.Error.WriteLine($"tetrabridge: {PrintableText.Of(note)}");
        }

        streams.Error.WriteLine("tetrabridge: the configuration has no mistakes");
        return ExitCode.Done;
    }

    // What only a library can tell once it is given all settings together.
    private static List<Mistake> Refused(BridgeConfig config) =>
        [.. from route in config.Routes
            where route.Sink is KafkaSinkConfig
            let words = KafkaSinks.Mistake(route, (KafkaSinkConfig)route.Sink)
            where words is not null
            select new Mistake($"routes.{route.Name}.kafka", 0, 0, words)];
}
