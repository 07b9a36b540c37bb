using System.CommandLine;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Flags;

namespace TetraBridge.Cli;

/// <summary>`explain`: what the bridge makes of an event, and why.</summary>
internal sealed class ExplainCommand(
    ConfigurationReader configuration, Func<ExplainRequest, CancellationToken, Task<ExitCode>> explain, Streams streams)
{
    /// <summary>The command with its argument and flags.</summary>
    public Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "Events, a line each; - reads standard input. Default: -", Arity = ArgumentArity.ZeroOrOne };
        var json = FlagOptions.Make(FlagTable.Json, "A JSON object an event, for machines");
        var command = new Command(
            "explain", "Tell of an event: its categories and why, why not the near ones, the record as it would be sent")
        {
            file, json, FlagOptions.Make(FlagTable.Config, "YAML file whose own categories take part"),
        };

        // The library takes a misspelt flag for the file; a file of such a name can be told as ./--name.
        file.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.Length > 1 && t.Value.StartsWith('-')))
            {
                result.AddError(ParseMistakes.UnknownFlag(token.Value, command));
            }
        });
        command.SetAction(async (parse, cancellation) =>
        {
            var own = configuration.ReadMeaning([.. FlagOptions.Told(parse).Where(t => t.Flag != FlagTable.Json)], out var mistakes);
            if (mistakes.Count > 0)
            {
                return (int)MistakePrinter.Print(streams.Error, mistakes);
            }

            var request = new ExplainRequest(parse.GetValue(file) ?? "-", parse.GetValue((Option<bool>)json), own);
            return (int)await Stoppable.RunAsync(stop => explain(request, stop), streams, cancellation).ConfigureAwait(false);
        });
        return command;
    }
}
