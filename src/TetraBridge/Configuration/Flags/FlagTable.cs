namespace TetraBridge.Configuration.Flags;

/// <summary>The flags that make a configuration (decisions 7); help, parser and environment are made from this table.</summary>
internal static class FlagTable
{
    /// <summary>The YAML file.</summary>
    public static FlagDefinition Config { get; } = new(
        "--config", "FILE", FlagGroup.General, "YAML file; flags win over the environment, that over the file");

    /// <summary>The export file.</summary>
    public static FlagDefinition File { get; } = new(
        "--file", "PATH", FlagGroup.Source,
        "Tetragon's export file; its backups are found beside it. With --once also a .gz file, or - for standard input");

    /// <summary>The agent's stream.</summary>
    public static FlagDefinition Grpc { get; } = new(
        "--grpc", "URL", FlagGroup.Source,
        "Receive from the agent itself, for example unix:///var/run/tetragon/tetragon.sock; several are a source each", Repeatable: true);

    /// <summary>The file that fills a stream's gaps.</summary>
    public static FlagDefinition Backfill { get; } = new(
        "--backfill", "PATH", FlagGroup.Source, "With --grpc: the agent's export file, to fill outages of the stream from");

    /// <summary>Where a route without bookmark begins.</summary>
    public static FlagDefinition From { get; } = new(
        "--from", "start|end", FlagGroup.Source,
        "Where a route without a bookmark begins: with the oldest backup, or behind the last line. Default: start");

    /// <summary>An OTLP route.</summary>
    public static FlagDefinition Otlp { get; } = new(
        "--otlp", "URL", FlagGroup.Routes, "Send to an OTLP receiver, for example http://collector:4317", Repeatable: true);

    /// <summary>The wire of an OTLP route.</summary>
    public static FlagDefinition Protocol { get; } = new(
        "--protocol",
        "grpc|http/protobuf",
        FlagGroup.Routes,
        "Of the --otlp before it. Default: grpc on port 4317, http/protobuf on 4318, with a path, or else",
        Repeatable: true);

    /// <summary>A Kafka route.</summary>
    public static FlagDefinition Kafka { get; } = new(
        "--kafka", "HOST:PORT", FlagGroup.Routes, "Send to a Kafka cluster; several of its brokers with commas between", Repeatable: true);

    /// <summary>The topic of a Kafka route.</summary>
    public static FlagDefinition Topic { get; } = new(
        "--topic", "NAME", FlagGroup.Routes,
        "Of the --kafka before it: the topic; {category}, {kind}, {severity} and {namespace} may stand in it", Repeatable: true);

    /// <summary>The payload of a Kafka route.</summary>
    public static FlagDefinition Payload { get; } = new(
        "--payload", "json|otlp_proto|otlp_json|raw", FlagGroup.Routes,
        "Of the --kafka before it: flat JSON, an OTLP request, or Tetragon's line. Default: json", Repeatable: true);

    /// <summary>The key of a Kafka route.</summary>
    public static FlagDefinition Key { get; } = new(
        "--key", "process|node|pod|none", FlagGroup.Routes, "Of the --kafka before it: what keeps its order. Default: process",
        Repeatable: true);

    /// <summary>Transactions.</summary>
    public static FlagDefinition ExactlyOnce { get; } = new(
        "--exactly-once", null, FlagGroup.Routes, "Of the --kafka before it: transactions, with the bookmark in them", Repeatable: true);

    /// <summary>A console route.</summary>
    public static FlagDefinition Console { get; } = new("--console", null, FlagGroup.Routes, "Print a line an event to standard output");

    /// <summary>JSON to the console.</summary>
    public static FlagDefinition Json { get; } = new("--json", null, FlagGroup.Routes, "With --console: a JSON object an event");

    /// <summary>A file route.</summary>
    public static FlagDefinition Out { get; } = new(
        "--out", "FILE", FlagGroup.Routes, "Append OTLP JSON, a request a line, to a file", Repeatable: true);

    /// <summary>A null route.</summary>
    public static FlagDefinition Null { get; } = new("--null", null, FlagGroup.Routes, "Read, judge and keep nothing, to measure");

    /// <summary>One pass.</summary>
    public static FlagDefinition Once { get; } = new(
        "--once", null, FlagGroup.Run, "Read what is there, backups first, deliver it and stop");

    /// <summary>The limit.</summary>
    public static FlagDefinition Timeout { get; } = new(
        "--timeout", "DURATION", FlagGroup.Run,
        "With --once: limit of the whole run (default: none); else how long a stop may wait for answers (default: 25s)");

    /// <summary>The state folder.</summary>
    public static FlagDefinition State { get; } = new(
        "--state", "DIR", FlagGroup.State,
        "Bookmarks and dead letters. Default: /var/lib/tetrabridge, else $XDG_STATE_HOME/tetrabridge, else ~/.local/state/tetrabridge");

    /// <summary>Forget bookmarks.</summary>
    public static FlagDefinition Reset { get; } = new("--reset", null, FlagGroup.State, "Forget the bookmarks first; dead letters stay");

    /// <summary>The node's name.</summary>
    public static FlagDefinition Node { get; } = new(
        "--node", "NAME", FlagGroup.General, "Name of this node where an event tells none. Default: the host name");

    /// <summary>The log's level.</summary>
    public static FlagDefinition LogLevel { get; } = new(
        "--log-level", "debug|info|warn|error", FlagGroup.General, "What our own log tells, on standard error. Default: info");

    /// <summary>All, in the order of help.</summary>
    public static IReadOnlyList<FlagDefinition> All { get; } =
        [File, Grpc, Backfill, From, Otlp, Protocol, Kafka, Topic, Payload, Key, ExactlyOnce, Console, Json, Out, Null, Once, Timeout, State, Reset, Config, Node, LogLevel];
}
