using System.Text;
using System.Text.Json.Nodes;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Records;

public sealed class RecordUidTests
{
    private const string Kprobe =
        """{"process_kprobe":{"process":{"exec_id":"bm9k","pid":7,"tid":8,"uid":0,"binary":"/usr/bin/x","arguments":"-a","refcnt":1},"function_name":"tcp_connect","args":[{"sock_arg":{"family":"AF_INET","saddr":"10.0.0.1","daddr":"1.2.3.4","sport":1024,"dport":443}},{"int_arg":4}],"return":{"int_arg":-1},"policy_name":"p"},"node_name":"n","cluster_name":"c","time":"2026-11-23T22:48:34.891127697Z"}""";

    private readonly RecordTeller _teller = new();

    [Theory]
    [InlineData("blanks", """{ "process_kprobe" : {"process": {"exec_id":"bm9k","pid":7,"tid":8,"uid":0,"binary":"/usr/bin/x","arguments":"-a","refcnt":1}, "function_name":"tcp_connect", "args":[ {"sock_arg":{"family":"AF_INET","saddr":"10.0.0.1","daddr":"1.2.3.4","sport":1024,"dport":443}}, {"int_arg":4} ], "return":{"int_arg":-1},"policy_name":"p"},"node_name":"n","cluster_name":"c","time":"2026-11-23T22:48:34.891127697Z"}""")]
    [InlineData("key order", """{"time":"2026-11-23T22:48:34.891127697Z","cluster_name":"c","node_name":"n","process_kprobe":{"policy_name":"p","return":{"int_arg":-1},"args":[{"sock_arg":{"dport":443,"sport":1024,"daddr":"1.2.3.4","saddr":"10.0.0.1","family":"AF_INET"}},{"int_arg":4}],"function_name":"tcp_connect","process":{"refcnt":1,"arguments":"-a","binary":"/usr/bin/x","uid":0,"tid":8,"pid":7,"exec_id":"bm9k"}}}""")]
    [InlineData("unpopulated", """{"process_kprobe":{"process":{"exec_id":"bm9k","pid":7,"tid":8,"uid":0,"binary":"/usr/bin/x","arguments":"-a","refcnt":1,"user":null,"cap":null},"parent":null,"ancestors":[],"function_name":"tcp_connect","args":[{"sock_arg":{"family":"AF_INET","type":"","saddr":"10.0.0.1","daddr":"1.2.3.4","sport":1024,"dport":443,"cookie":"0","mark":0},"label":""},{"int_arg":4,"label":""}],"return":{"int_arg":-1,"label":""},"policy_name":"p","message":"","tags":[]},"node_name":"n","cluster_name":"c","aggregation_info":null,"time":"2026-11-23T22:48:34.891127697Z"}""")]
    [InlineData("other refcnt", """{"process_kprobe":{"process":{"exec_id":"bm9k","pid":7,"tid":8,"uid":0,"binary":"/usr/bin/x","arguments":"-a","refcnt":4294967291},"function_name":"tcp_connect","args":[{"sock_arg":{"family":"AF_INET","saddr":"10.0.0.1","daddr":"1.2.3.4","sport":1024,"dport":443}},{"int_arg":4}],"return":{"int_arg":-1},"policy_name":"p"},"node_name":"n","cluster_name":"c","time":"2026-11-23T22:48:34.891127697Z"}""")]
    [InlineData("escapes", """{"process_kprobe":{"process":{"exec_id":"bm9k","pid":7,"tid":8,"uid":0,"binary":"/usr/bin/x","arguments":"\u002da","refcnt":1},"function_name":"tcp_connect","args":[{"sock_arg":{"family":"AF_INET","saddr":"10.0.0.1","daddr":"1.2.3.4","sport":1024,"dport":443}},{"int_arg":4}],"return":{"int_arg":-1},"policy_name":"p"},"node_name":"n","cluster_name":"c","time":"2026-11-23T22:48:34.891127697Z"}""")]
    [InlineData("time without trailing zeros", """{"process_kprobe":{"process":{"exec_id":"bm9k","pid":7,"tid":8,"uid":0,"binary":"/usr/bin/x","arguments":"-a","refcnt":1},"function_name":"tcp_connect","args":[{"sock_arg":{"family":"AF_INET","saddr":"10.0.0.1","daddr":"1.2.3.4","sport":1024,"dport":443}},{"int_arg":4}],"return":{"int_arg":-1},"policy_name":"p"},"node_name":"n","cluster_name":"c","time":"2026-11-23T23:48:34.891127697+01:00"}""")]
    public void Another_writing_of_the_same_event_has_the_same_uid(string what, string line) => Assert.True(Uid(Kprobe) == Uid(line), what);

    [Theory]
    [InlineData("\"bm9k\"", "\"bm9l\"")]
    [InlineData("\"tid\":8", "\"tid\":9")]
    [InlineData("\"-a\"", "\"-b\"")]
    [InlineData("tcp_connect", "tcp_close")]
    [InlineData("1.2.3.4", "1.2.3.5")]
    [InlineData("\"dport\":443", "\"sport2\":443")]
    [InlineData("{\"int_arg\":4}", "{\"int_arg\":5}")]
    [InlineData("{\"int_arg\":4}", "{\"uint_arg\":4}")]
    [InlineData("{\"int_arg\":4}", "{\"int_arg\":0}")]
    [InlineData("\"return\":{\"int_arg\":-1}", "\"return\":{\"int_arg\":1}")]
    [InlineData("\"policy_name\":\"p\"", "\"policy_name\":\"q\"")]
    [InlineData("\"node_name\":\"n\"", "\"node_name\":\"m\"")]
    [InlineData("\"cluster_name\":\"c\"", "\"cluster_name\":\"d\"")]
    [InlineData("34.891127697Z", "34.891127698Z")]
    public void Another_value_makes_another_uid(string value, string other)
    {
        Assert.Contains(value, Kprobe, StringComparison.Ordinal);

        Assert.NotEqual(Uid(Kprobe), Uid(Kprobe.Replace(value, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void Values_are_kept_apart() =>
        Assert.NotEqual(
            Uid("""{"process_exec":{"process":{"exec_id":"ab","arguments":"c"}},"node_name":"n"}"""),
            Uid("""{"process_exec":{"process":{"exec_id":"a","arguments":"bc"}},"node_name":"n"}"""));

    [Fact]
    public void Recorded_events_collide_only_where_one_process_loads_one_file_again_or_one_process_is_told_again()
    {
        // Within one recording: some are cut out of the same run of the agent.
        foreach (var folder in Folders())
        {
            foreach (var name in Recorded.Names(folder))
            {
                var seen = new Dictionary<UInt128, (string Identity, int Line)>();
                foreach (var line in Recorded.Lines(name, folder))
                {
                    Assert.True(_teller.Read(line.Text));
                    var identity = Identity(line.Text);
                    var (first, at) = seen.GetValueOrDefault(_teller.Uid(), (identity, 0));
                    Assert.True(first == identity, $"{line} has the uid of line {at}:\n{first}\n{identity}");
                    seen[_teller.Uid()] = (identity, line.Truth.Line);
                }
            }
        }
    }

    [Fact]
    public void A_process_told_again_by_each_start_of_the_agent_has_one_uid_and_another_than_the_live_event()
    {
        var replays = new Dictionary<string, List<UInt128>>();
        var live = new HashSet<UInt128>();
        foreach (var line in Recorded.Lines("restart-term"))
        {
            Assert.True(_teller.Read(line.Text));
            if (_teller.Facts.IsReplay)
            {
                var execId = JsonNode.Parse(line.Text)!["process_exec"]!["process"]!["exec_id"]!.GetValue<string>();
                replays.TryAdd(execId, []);
                replays[execId].Add(_teller.Uid());
            }
            else
            {
                live.Add(_teller.Uid());
            }
        }

        Assert.Contains(replays.Values, uids => uids.Count > 1);
        Assert.All(replays.Values, uids => Assert.Single(uids.Distinct()));
        Assert.Empty(live.Intersect(replays.Values.SelectMany(uids => uids)));
    }

    private static IEnumerable<string?> Folders() => Environment.GetEnvironmentVariable("TETRABRIDGE_RECORDINGS") is { Length: > 0 } folder ? [null, folder] : [null];

    // What makes an event the one that it is, read independently: of loads the process and the file, of replays the process, else the whole line but refcnt.
    private static string Identity(byte[] line)
    {
        var json = JsonNode.Parse(line)!;
        if (json["process_loader"] is { } loader)
        {
            return $"loader {loader["process"]!["exec_id"]} {loader["process"]!["tid"]} {loader["path"]} {loader["buildid"]}";
        }

        if (json["process_exec"]?["process"] is { } process && process["flags"]?.GetValue<string>().Contains("procFS", StringComparison.Ordinal) == true)
        {
            return $"replay {process["exec_id"]}";
        }

        foreach (var side in new[] { "process", "parent" })
        {
            (json.AsObject().First(member => member.Value is JsonObject && member.Key.StartsWith("process_", StringComparison.Ordinal) || member.Key == "rate_limit_info").Value![side] as JsonObject)?.Remove("refcnt");
        }

        return json.ToJsonString();
    }

    private UInt128 Uid(string line)
    {
        Assert.True(_teller.Read(Encoding.UTF8.GetBytes(line)), line);
        return _teller.Uid();
    }
}
