using System.CommandLine;
using TetraBridge.Buffers;
using TetraBridge.Configuration;
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

        streams.Out.Write(EffectiveConfiguration.Text(config));
        foreach (var note in outcome.Notes)
        {
            streams.Error.WriteLine($"tetrabridge: {PrintableText.Of(note)}");
        }

        streams.Error.WriteLine("tetrabridge: the configuration has no mistakes");
        return ExitCode.Done;
    }
}
