using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Configuration;

/// <summary>A table: what the operator writes, and every message that comes of it, with its place.</summary>
public sealed class YamlMistakesTests
{
    private const string Sources = "sources: {t: {file: a.log}}\n";
    private const string Routes = "routes: {r: {null: }}\n";

    public static TheoryData<string, string[]> Table { get; } = new()
    {
        { Sources + "routes:\n  siem:\n    otlp:\n      protocl: grpc\n", ["c.yaml:5:7: unknown key `protocl` in `otlp`: did you mean `protocol`?"] },
        {
            "verison: 1\nsuorces: {}\nnothing-near: 1\n",
            [
                "c.yaml:1:1: unknown key `verison` in the file: did you mean `version`?",
                "c.yaml:2:1: unknown key `suorces` in the file: did you mean `sources`?",
                "c.yaml:3:1: unknown key `nothing-near` in the file: choose from version, node, state, resource, sources, routes, categories, egressPolicies",
            ]
        },
        { Sources + "routes:\n  k:\n    kafka: {brokers: [\"h:9092\"], topic: t}\n    limits: {recordBytes: 48KiB}\n", [
            "c.yaml:5:5: `recordBytes` holds for otlp and for kafka with `payload: otlp_proto` only, since their receivers refuse long records: all others take whole ones, leave it out",
        ] },
        { Sources + "routes:\n  f:\n    file: o.jsonl\n    limits: {recordBytes: 48KiB}\n", [
            "c.yaml:5:5: `recordBytes` holds for otlp and for kafka with `payload: otlp_proto` only, since their receivers refuse long records: all others take whole ones, leave it out",
        ] },
        { "version: 2\n" + Sources + Routes, ["c.yaml:1:10: version 2 is newer than this program: it reads version 1"] },
        { "version: one\n" + Sources + Routes, ["c.yaml:1:10: `one` is not a whole number from 1 to 2147483647"] },
        { "- a\n- b\n", ["c.yaml:1:1: the file must be a map of keys: version, node, state, resource, sources, routes, categories, egressPolicies"] },
        { "node: a\nnode: b\n" + Sources + Routes, ["c.yaml:2:1: the key `node` stands here a second time; the first is in line 1"] },
        { "node: [a]\n" + Sources + Routes, ["c.yaml:1:7: a single value is expected here, not a list"] },
        { "node:\n" + Sources + Routes, ["c.yaml:1:6: a value is missing here"] },
        { "node: !!str a\n" + Sources + Routes, ["c.yaml:1:7: the tag `tag:yaml.org,2002:str` is not supported: write the value only"] },
        { "node: *x\n", ["c.yaml:1:7: not valid YAML: the anchor `x` is not known here"] },
        { "node: a\n---\nnode: b\n" + Sources + Routes, ["c.yaml:2:1: a second document begins here: one file holds one configuration"] },
        { "x: &a {file: f}\n" + "sources:\n  s:\n    <<: *a\n    file: b\n" + Routes, [
            "c.yaml:1:1: unknown key `x` in the file: choose from version, node, state, resource, sources, routes, categories, egressPolicies",
            "c.yaml:4:5: merge keys (`<<`) are not supported: write the keys out",
        ] },
        { "sources: {t: {grpc: 'tcp://a', filters: {deny: [{}], fields: [{fields: [process.exec_id]}]}}}\nroutes: {r: {null: }}\n", [
            "c.yaml:1:21: `tcp://a` is not a URL of unix, http or https: write for example unix:///var/run/tetragon/tetragon.sock or http://127.0.0.1:54321",
            "c.yaml:1:49: the filter is empty: leave it out, or write " + string.Join(", ", TetraBridge.Sources.GrpcStream.Request.EventFilterKeys.All.Select(key => key.Name)),
            "c.yaml:1:63: this drops `process.exec_id`, which the record's uid or its categories hang on: leave it in",
        ] },
        { Sources + "routes: {k: {kafka: {}}}\n", [
            "c.yaml:2:21: `kafka` needs `brokers`: write for example `brokers: 10.0.0.5:9092`",
            "c.yaml:2:21: `kafka` needs `topic`: write for example `topic: tetragon`",
        ] },
        { Sources + "routes:\n  k:\n    kafka:\n      brokers: [a:1, 'kafka://b']\n      topic: 't.{categry}'\n      uncategorizedTopic: a b\n      payload: jsn\n", [
            "c.yaml:5:16: `kafka://b` is not the address of a broker: write host:port, for example 10.0.0.5:9092, several with commas between",
            "c.yaml:6:14: `{categry}` is nothing that a topic can be named by: choose from {category}, {kind}, {severity}, {namespace}",
            "c.yaml:7:27: `a b` can't name a topic: letters, digits, `.`, `_` and `-`, at most 249, and neither `.` nor `..`",
            "c.yaml:8:16: `jsn` is not known here: did you mean `json`?",
        ] },
        { Sources + "routes:\n  k:\n    kafka:\n      brokers: a:1\n      topic: t\n      uncategorizedTopic: u\n      settings: {acks: '1', sasl.password: abc}\n      sasl: {mechanism: PLAIN, user: u, password: abc}\n      tls: {keyFile: k}\n", [
            "c.yaml:7:7: `uncategorizedTopic` belongs to a topic with {category} in it: leave it out",
            "c.yaml:8:18: `acks` can't be set: records would be lost or change places: the producer is idempotent and waits for all in-sync replicas",
            "c.yaml:8:29: `sasl.password` can't be set: secrets come from a file or the environment, by the route's own key",
            "c.yaml:9:51: a secret must not stand in this file: write `password: ${env:NAME}` and set the variable, or `passwordFile: FILE`",
            "c.yaml:10:13: `keyFile` belongs to a client certificate: write `certificateFile` too",
        ] },
        { Sources + "routes:\n  k:\n    kafka: {brokers: a:1, topic: t, settings: {partitioner: random}}\n    limits: {inFlight: 4}\n", [
            "c.yaml:4:48: `partitioner` can't be set: records of one key would leave their partition, and with it their order; other producers of the topic count on the same partition for a key",
            "c.yaml:5:5: `inFlight` does not belong to a kafka route: its batches go one after another, so that records of a key keep their order; leave it out",
        ] },
        { "sources: {a/b: {}}\n" + Routes, [
            "c.yaml:1:11: `a/b` can't name a source: letters, digits, `-` and `_`, the first a letter or digit, at most 63",
            "c.yaml:1:11: source `a/b` says nothing to read: write `file: /var/run/cilium/tetragon/tetragon.log` or `grpc: unix:///var/run/tetragon/tetragon.sock`",
        ] },
        { "sources: {s: {file: '-'}}\n" + Routes, ["c.yaml:1:21: standard input is read with `--file - --once` only"] },
        { "sources: {s: {file: a, maxLine: 1KiB}}\n" + Routes, ["c.yaml:1:33: `1KiB` is out of range: 64KiB to 1GiB"] },
        { "sources: {s: {file: a, maxLine: 16 meg}}\n" + Routes, ["c.yaml:1:33: `16 meg` is not a size: a number and B, KiB, MiB, GiB, KB, MB or GB, for example 3.5MiB"] },
        { Sources + "routes: {r: {}}\n", ["c.yaml:2:10: route `r` has no destination: write one of otlp, kafka, file, console, null"] },
        { Sources + "routes: {r: {null: , console: {jsn: yes}}}\n", [
            "c.yaml:2:10: route `r` has 2 destinations (console, null): make a route of each",
            "c.yaml:2:32: unknown key `jsn` in `console`: did you mean `json`?",
        ] },
        { Sources + "routes: {r: {console: {json: yes}}}\n", ["c.yaml:2:30: `yes` is neither true nor false"] },
        { Sources + "routes: {r: {null: {a: 1}}}\n", ["c.yaml:2:21: unknown key `a`: `null` takes none"] },
        { Sources + "routes: {r: {from: u, null: }}\n", ["c.yaml:2:20: there is no source `u`: did you mean `t`?"] },
        { "sources: {t: {file: a}, u: {file: b}}\n" + Routes, ["c.yaml:2:10: route `r` must say `from:` which source: t, u"] },
        { Sources + "routes: {r: {file: o}, s: {file: ./o}}\n", ["c.yaml:2:24: route `r` writes this file already: two routes in one file would tear each other's lines"] },
        { Sources + "routes: {r: {file: a.log}}\n", ["c.yaml:2:10: this file is a source: the bridge would read what it writes"] },
        { Sources + "routes: {r: {otlp: {endpoint: 'collector:4317'}}}\n", [
            "c.yaml:2:31: `collector:4317` is not a URL of http, https or unix: write for example http://collector:4317",
        ] },
        { Sources + "routes: {r: {otlp: {endpoint: 'http://u:secret@c:4317'}}}\n", [
            "c.yaml:2:31: a user or password in the URL is not sent: write `headers: {authorization: ${env:NAME}}` or `headersFile`",
        ] },
        { Sources + "routes: {r: {otlp: {protocol: gprc, compression: brotli}}}\n", [
            "c.yaml:2:31: `gprc` is not known here: did you mean `grpc`?",
            "c.yaml:2:50: `brotli` is not known here: choose from none, gzip, zstd",
        ] },
        { Sources + "routes: {r: {otlp: {requestTimeout: 10}}}\n", ["c.yaml:2:37: `10` is not a duration: a number and ms, s, m or h, for example 10s"] },
        { Sources + "routes: {r: {otlp: {keyFile: k.pem}}}\n", ["c.yaml:2:21: `keyFile` is the key of a client certificate: write `certificateFile` too"] },
        { Sources + "routes:\n  r:\n    otlp:\n      headers:\n        Authorization: Bearer hunter2\n", [
            "c.yaml:6:24: a secret must not stand in this file: write `Authorization: ${env:NAME}` and set the variable, or put the header in a `headersFile`",
        ] },
        { Sources + "routes: {r: {otlp: {headers: {X-Api-Key: hunter2}}}}\n", [
            "c.yaml:2:42: a secret must not stand in this file: write `X-Api-Key: ${env:NAME}` and set the variable, or put the header in a `headersFile`",
        ] },
        { Sources + "routes: {r: {otlp: {headers: {a: 1, A: 2, 'b c': 3}}}}\n", [
            "c.yaml:2:37: the header `A` stands here twice: case makes no difference in header names",
            "c.yaml:2:43: `b c` is not a header name",
        ] },
        { Sources + "routes: {r: {otlp: {headers: {authorization: '${env:LINE_BREAK}'}}}}\n", [
            "c.yaml:2:46: the value of `authorization` holds characters that a header can't carry (a line break at its end?)",
        ] },
        { Sources + "node: ${env:UNSET}\n" + Routes, ["c.yaml:2:7: the environment variable UNSET is not set"] },
        { Sources + "node: ${NODE}\n" + Routes, ["c.yaml:2:7: `${NODE}` is no reference: write ${env:NAME}"] },
        { Sources + "node: ${env:NODE\n" + Routes, ["c.yaml:2:7: `${env:NODE` is no reference: write ${env:NAME}"] },
        { Sources + "routes: {r: {null: , where: {category: sduo, kind: [process_exe, process_exit]}}}\n", [
            "c.yaml:2:40: unknown category `sduo`: did you mean `sudo`?",
            "c.yaml:2:53: unknown kind `process_exe`: did you mean `process_exec`?",
        ] },
        { Sources + "routes: {r: {null: , where: {minimumSeverity: high}}}\n", [
            "c.yaml:2:47: `high` is not a severity: choose from DEBUG, INFO, INFO2, INFO3, INFO4, WARN, WARN2, WARN3, WARN4, ERROR",
        ] },
        { Sources + "routes: {r: {null: , where: {}}}\n", ["c.yaml:2:29: the filter is empty: leave it out, or write category, kind, minimumSeverity, namespace, binary, not"] },
        { Sources + "routes: {r: {null: , where: {not: {}}}}\n", ["c.yaml:2:35: the filter is empty: leave it out, or write category, kind, minimumSeverity, namespace, binary, not"] },
        { Sources + "routes: {r: {null: , where: {binary: []}}}\n", ["c.yaml:2:38: the list is empty: leave the key out, or write values"] },
        { Sources + "routes: {r: {null: , limits: {inFlight: 0, requestBytes: 1KiB, requestAge: 2d}}}\n", [
            "c.yaml:2:41: `0` is out of range: 1 to 64",
            "c.yaml:2:58: `1KiB` is out of range: 64KiB to 64MiB",
            "c.yaml:2:76: `2d` is not a duration: a number and ms, s, m or h, for example 10s",
        ] },
        { Sources + Routes + "categories: {sudo: {tells: x, binaries: y}}\n", ["c.yaml:3:14: `sudo` is one of the built-in categories: give yours another id"] },
        { Sources + Routes + "categories: {Mine: {severity: WARN}}\n", [
            "c.yaml:3:14: `Mine` can't be an id: lower-case words joined by hyphens, for example payment-shell",
            "c.yaml:3:14: category `Mine` needs `tells`: one sentence, what an event of it means",
            "c.yaml:3:14: category `Mine` would match every event: write at least one of kinds, functions, policies, binaries, argumentValues",
        ] },
        { Sources + Routes + "categories: {mine: {tells: x, binaries: y, techniques: [T1]}}\n", ["c.yaml:3:56: `T1` is not an ATT&CK technique: write T1059 or T1059.004"] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void All_mistakes_are_told_at_once_with_their_place(string yaml, string[] expected)
    {
        var world = new TestSurroundings { Files = { ["/home/op/c.yaml"] = yaml }, Environment = { ["LINE_BREAK"] = "secret\n" } };

        Assert.Equal(expected, world.Mistakes("--config", "c.yaml"));
    }

    [Theory]
    [InlineData("sources: [unclosed\n")]
    [InlineData("a: b: c\n")]
    [InlineData("node: \"open\n")]
    [InlineData("? [a, b]\n: c\n")]
    public void What_is_no_YAML_is_one_mistake_with_a_place(string yaml)
    {
        var world = new TestSurroundings { Files = { ["/home/op/c.yaml"] = yaml } };

        Assert.Matches("^c.yaml:[0-9]+:[0-9]+: ", Assert.Single(world.Mistakes("--config", "c.yaml")));
    }

    [Fact]
    public void Deep_nesting_is_a_mistake_and_no_crash()
    {
        var world = new TestSurroundings { Files = { ["/home/op/c.yaml"] = "node: " + new string('[', 100_000) } };

        Assert.Contains("nested deeper than 32 levels", Assert.Single(world.Mistakes("--config", "c.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_bomb_costs_nothing()
    {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
        for (var c = 'b'; c < 'z'; c++)
        {
            var before = (char)(c - 1);
            bomb += $"{c}: &{c} [{string.Join(", ", Enumerable.Repeat($"*{before}", 9))}]\n";
        }

        var world = new TestSurroundings { Files = { ["/home/op/c.yaml"] = bomb + "resource: {k: *y}\nroutes: {r: {null: , where: {binary: *y}}}\n" + Sources } };

        var mistakes = world.Mistakes("--config", "c.yaml");

        Assert.Equal(25 + 1 + 9, mistakes.Length);
    }

    [Fact]
    public void An_anchor_may_be_used_again()
    {
        var world = new TestSurroundings
        {
            Files = { ["/home/op/c.yaml"] = Sources + "routes: {a: {null: , where: &w {category: sudo}}, b: {console: , where: *w}}\n" },
        };

        Assert.All(world.Config("--config", "c.yaml").Routes, r => Assert.Equal(["sudo"], r.Where!.Categories));
    }

    [Fact]
    public void A_foreign_file_gives_a_hundred_mistakes_at_most()
    {
        var world = new TestSurroundings { Files = { ["/home/op/c.yaml"] = string.Concat(Enumerable.Range(0, 5000).Select(i => $"key{i}: x\n")) } };

        Assert.Equal(100, world.Mistakes("--config", "c.yaml").Length);
    }

    [Fact]
    public void A_file_that_can_not_be_read_is_a_mistake()
    {
        Assert.Equal(["none.yaml: can't be read: there is no file /home/op/none.yaml"], new TestSurroundings().Mistakes("--config", "none.yaml"));
    }
}
