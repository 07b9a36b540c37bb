using System.CommandLine;
using System.CommandLine.Parsing;
using TetraBridge.Configuration;

namespace TetraBridge.Cli;

/// <summary>Tells what System.CommandLine could not parse in our own form, with the nearest spelling.</summary>
internal static class ParseMistakes
{
    /// <summary>All mistakes of the command line; empty: none.</summary>
    public static IReadOnlyList<Mistake> Of(ParseResult parse)
    {
        var mistakes = new List<Mistake>();
        var unmatched = parse.UnmatchedTokens;
        for (var i = 0; i < unmatched.Count; i++)
        {
            // What follows an unknown flag is its value: no mistake of its own.
            if (i == 0 || !unmatched[i - 1].StartsWith('-') || unmatched[i].StartsWith('-'))
            {
                mistakes.Add(new Mistake("", 0, 0, Unmatched(unmatched[i], parse.CommandResult.Command)));
            }
        }

        // What is unmatched has an error of the library's too, which quotes the token.
        var others = parse.Errors.Where(e => !unmatched.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal)));
        if (parse.CommandResult.Command is RootCommand root)
        {
            if (mistakes.Count == 0)
            {
                mistakes.Add(
                    new Mistake(
                        "", 0, 0,
                        $"no command is told: choose from {string.Join(", ", root.Subcommands.Select(c => c.Name))}; `tetrabridge --help` tells more"));
            }
        }
        else
        {
            mistakes.AddRange(others.Select(Other));
        }

        return mistakes;
    }

    private static Mistake Other(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, Option: var option } =>
            new Mistake(option.Name, 0, 0, $"a value is missing: write `{option.Name} {option.HelpName}`"),
        OptionResult { Option: var option } => new Mistake(option.Name, 0, 0, error.Message.TrimEnd('.')),
        _ => new Mistake("", 0, 0, error.Message.TrimEnd('.')),
    };

    /// <summary>What to say of a word that begins with a dash and is no flag of the command.</summary>
    public static string UnknownFlag(string token, Command command)
    {
        var flag = token.Split('=', ':')[0];
        return NearestSpelling.Of(flag, FlagsOf(command)) is { } near ? $"unknown flag `{flag}`: did you mean `{near}`?"
            : $"unknown flag `{flag}`: `{Path(command)} --help` lists the flags";
    }

    private static string Unmatched(string token, Command command)
    {
        if (token.StartsWith('-'))
        {
            return UnknownFlag(token, command);
        }

        return command.Subcommands.Count > 0
            ? $"unknown command `{token}`{NearestSpelling.Hint(token, [.. command.Subcommands.Select(c => c.Name)])}"
            : $"`{token}` belongs to no flag: `{Path(command)} --help` lists what is taken";
    }

    private static IEnumerable<string> FlagsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options)).Select(o => o.Name);

    private static string Path(Command command) => command is RootCommand ? "tetrabridge" : $"tetrabridge {command.Name}";
}
