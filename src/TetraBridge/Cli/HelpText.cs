using System.CommandLine;
using System.Text;
using TetraBridge.Configuration.Flags;

namespace TetraBridge.Cli;

/// <summary>
/// The help of a command: what it does, examples, its flags by group. A fixed width, so that it reads the same in a terminal and a pipe.
/// </summary>
internal static class HelpText
{
    private const int Width = 80;
    private const int FirstColumn = 30;
    private const int FewFlags = 6;
    private const string ToCollector = "tetrabridge run --file /var/run/cilium/tetragon/tetragon.log \\\n      --otlp http://collector:4317";

    private static readonly Dictionary<string, string[]> _examples = new()
    {
        [""] =
        [
            "tetrabridge demo", ToCollector,
            "tetrabridge run --file tetragon.log --once --console",
        ],
        ["run"] =
        [
            ToCollector,
            "tetrabridge run --file tetragon.log --once --console --json",
            "tetrabridge run --config /etc/tetrabridge/tetrabridge.yaml",
        ],
        ["check"] = ["tetrabridge check --config /etc/tetrabridge/tetrabridge.yaml"],
        ["explain"] = ["tail -n 1 /var/run/cilium/tetragon/tetragon.log | tetrabridge explain", "tetrabridge explain events.jsonl --json"],
        ["categories"] = ["tetrabridge categories", "tetrabridge categories --json | jq -r '.[].id'"],
        ["demo"] = ["tetrabridge demo"],
    };

    private static readonly Dictionary<string, string> _ends = new()
    {
        ["run"] =
            "Each flag can be set in the environment: --log-level as TETRABRIDGE_LOG_LEVEL. Flags win over the environment, that over the YAML file. Headers, certificates, "
            + "compression and timeout come from the YAML file or OTEL_EXPORTER_OTLP_*.\n\nExit codes: 0 done, 1 failed, 2 mistakes in the configuration, 3 ended with records undelivered "
            + "(--once, --timeout), 4 done with dead letters or gaps (--once).",
        ["check"] = "Exit codes: 0 no mistakes, 2 mistakes.",
        ["explain"] = "Exit codes: 0 done, 1 failed, 4 a line could not be read as an event.",
    };

    /// <summary>The help of a command; the root's lists the commands.</summary>
    public static string Of(Command command)
    {
        var into = new StringBuilder();
        var name = command is RootCommand ? "" : command.Name;
        TextWrap.Append(into, command.Description ?? "", 0, Width);
        into.Append("\nUsage:\n  tetrabridge ").Append(name.Length == 0 ? "COMMAND [FLAGS]" : name);
        foreach (var argument in command.Arguments)
        {
            into.Append(" [").Append(argument.Name).Append(']');
        }

        into.Append(name.Length == 0 ? "\n" : " [FLAGS]\n");
        Section(into, "Examples", _examples.GetValueOrDefault(name, []).Select(e => (e, "")));
        Section(into, "Arguments", command.Arguments.Select(a => (a.Name, a.Description ?? "")));
        Section(into, "Commands", command.Subcommands.Select(c => (c.Name, c.Description ?? "")));
        var grouped = command.Options.Count > FewFlags;
        foreach (var group in Flags(command).GroupBy(o => grouped ? Title(Group(o)) : "Flags"))
        {
            Section(into, group.Key, group.Select(o => (o.HelpName is null ? o.Name : $"{o.Name} {o.HelpName}", o.Description ?? "")));
        }

        if (_ends.TryGetValue(name, out var end))
        {
            foreach (var paragraph in end.Split("\n\n"))
            {
                into.Append('\n');
                TextWrap.Append(into, paragraph, 0, Width);
            }
        }

        return into.ToString();
    }

    // Those of the root that hold everywhere are shown with each command.
    private static IEnumerable<Option> Flags(Command command) =>
        command.Parents.OfType<Command>().SelectMany(
            p => p.Options.Where(o => o.Recursive)).Concat(command.Options).DistinctBy(o => o.Name).OrderBy(Rank);

    private static FlagGroup Group(Option option) => FlagTable.All.FirstOrDefault(f => f.Name == option.Name)?.Group ?? FlagGroup.General;

    private static int Rank(Option option)
    {
        var index = FlagTable.All.ToList().FindIndex(f => f.Name == option.Name);
        return index < 0 ? int.MaxValue : index;
    }

    private static string Title(FlagGroup group) => group switch
    {
        FlagGroup.Source => "What to read",
        FlagGroup.Routes => "Where to deliver (a route each)",
        FlagGroup.Run => "How long",
        FlagGroup.State => "State",
        _ => "General",
    };

    private static void Section(StringBuilder into, string title, IEnumerable<(string First, string Second)> rows)
    {
        var first = true;
        foreach (var (left, right) in rows)
        {
            into.Append(first ? $"\n{title}:\n" : "");
            first = false;
            if (right.Length == 0)
            {
                into.Append("  ").Append(left).Append('\n');
                continue;
            }

            into.Append(("  " + left).PadRight(FirstColumn));
            into.Append(left.Length + 2 >= FirstColumn ? "\n" + new string(' ', FirstColumn) : "");
            TextWrap.Append(into, right, FirstColumn, Width);
        }
    }
}
