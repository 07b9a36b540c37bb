using System.CommandLine;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Flags;

namespace TetraBridge.Cli;

/// <summary>`categories`: the table of what can be seen, and what Tetragon needs for it.</summary>
internal sealed class CategoriesCommand(
    ConfigurationReader configuration, Func<CategoriesRequest, CancellationToken, Task<ExitCode>> categories, Streams streams)
{
    /// <summary>The command with its flags.</summary>
    public Command Build()
    {
        var json = FlagOptions.Make(FlagTable.Json, "A JSON array, for machines");
        var command = new Command("categories", "List the categories: what each tells, what Tetragon needs for it, severity, ATT&CK")
        {
            json, FlagOptions.Make(FlagTable.Config, "YAML file whose own categories are listed too"),
        };
        command.SetAction(async (parse, cancellation) =>
        {
            var own = configuration.ReadMeaning(
                [.. FlagOptions.Told(parse).Where(t => t.Flag != FlagTable.Json)], out var mistakes).Categories;
            return (int)(mistakes.Count > 0
                ? MistakePrinter.Print(streams.Error, mistakes)
                : await categories(new CategoriesRequest(parse.GetValue((Option<bool>)json), own), cancellation).ConfigureAwait(false));
        });
        return command;
    }
}
