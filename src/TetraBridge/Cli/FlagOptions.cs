using System.CommandLine;
using System.CommandLine.Parsing;
using TetraBridge.Configuration.Flags;

namespace TetraBridge.Cli;

/// <summary>
/// Between the table of flags and System.CommandLine: options made from it, and what was told read back in the order told.
/// </summary>
internal static class FlagOptions
{
    /// <summary>An option for a flag. Values stay text: <see cref="FlagReader"/> reads flags and environment alike.</summary>
    public static Option Make(FlagDefinition flag, string? tells = null)
    {
        var description = tells ?? flag.Tells;
        return flag.Value is null
            ? new Option<bool>(flag.Name) { Description = description }
            : flag.Repeatable
                ? new Option<string[]>(flag.Name) { Description = description, HelpName = flag.Value }
                : new Option<string>(flag.Name) { Description = description, HelpName = flag.Value, Arity = ArgumentArity.ExactlyOne };
    }

    /// <summary>The flags of the table that were told.</summary>
    public static IReadOnlyList<ToldFlag> Told(ParseResult parse)
    {
        var told = new List<ToldFlag>();
        for (var i = 0; i < parse.Tokens.Count; i++)
        {
            if (parse.Tokens[i].Type != TokenType.Option
                || FlagTable.All.FirstOrDefault(f => f.Name == parse.Tokens[i].Value) is not { } flag)
            {
                continue;
            }

            var next = i + 1 < parse.Tokens.Count && parse.Tokens[i + 1].Type == TokenType.Argument ? parse.Tokens[i + 1].Value : null;

            // A switch takes no value but these: what else follows is an argument.
            var value = flag.Value is not null ? next ?? "" : next is "true" or "false" ? next : "true";
            told.Add(new ToldFlag(flag, value, flag.Name));
        }

        return told;
    }
}
