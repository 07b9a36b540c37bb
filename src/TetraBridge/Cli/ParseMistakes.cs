using System.CommandLine;
using TetraBridge.Configuration;

namespace TetraBridge.Cli;

/// <summary>Tells what System.CommandLine could not parse in our own form, with the nearest spelling.</summary>
internal static class ParseMistakes
{
    // They have their meaning already (decisions 7 and 8), but no version takes them yet.
    private static readonly string[] NotYet = ["--grpc", "--backfill", "--kafka", "--topic", "--exactly-once", "--payload", "--key"];

    /// <summary>All mistakes of the command line; empty: none.</summary>
    public static IReadOnlyList<Mistake> Of(ParseResult parse)
    {
        var unmatched = parse.UnmatchedTokens.ToList();
        var mistakes = unmatched.Select(token => new Mistake("", 0, 0, Unmatched(token, parse.CommandResult.Command))).ToList();

        // What is unmatched has an error of the library's too, which quotes the token.
        mistakes.AddRange(parse.Errors.Where(e => !unmatched.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal))).Select(e => new Mistake("", 0, 0, Own(e.Message, parse))));
        return mistakes;
    }

    private static string Unmatched(string token, Command command)
    {
        var option = token.Split('=', ':')[0];
        if (token.StartsWith('-'))
        {
            return NotYet.Contains(option)
                ? $"`{option}` is not yet supported by this version"
                : $"unknown flag `{option}`" + (NearestSpelling.Of(option, FlagsOf(command)) is { } near ? $": did you mean `{near}`?" : $": `{Path(command)} --help` lists the flags");
        }

        return command.Subcommands.Count > 0
            ? $"unknown command `{token}`{NearestSpelling.Hint(token, [.. command.Subcommands.Select(c => c.Name)])}"
            : $"`{token}` belongs to no flag: `{Path(command)} --help` lists what is taken";
    }

    private static string Own(string message, ParseResult parse) => parse.CommandResult.Command is RootCommand root && parse.UnmatchedTokens.Count == 0
        ? $"no command is told: choose from {string.Join(", ", root.Subcommands.Select(c => c.Name))}; `tetrabridge --help` tells more"
        : message.TrimEnd('.');

    private static IEnumerable<string> FlagsOf(Command command) => command.Options.Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options)).Select(o => o.Name);

    private static string Path(Command command) => command is RootCommand ? "tetrabridge" : $"tetrabridge {command.Name}";
}
