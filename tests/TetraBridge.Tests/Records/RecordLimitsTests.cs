using System.Text;
using System.Text.Json;
using TetraBridge.Records;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Records;

public sealed class RecordLimitsTests
{
    private static readonly string[] _neverGivenUp =
    [
        "tetragon.process.exec_id", "tetragon.parent.exec_id", "process.pid", "process.user.id", "tetragon.process.auid", "process.executable.path", "process.command_line",
        "tetragon.parent.executable.path", "tetragon.category", "k8s.pod.name", "container.id",
    ];

    [Fact]
    public void An_ordinary_record_rolls_up_the_ancestors_only()
    {
        var told = Tell(Fat(ancestors: 2, namespacesOfParent: false, labels: 0));

        Assert.Equal(["ancestors"], RolledUp(told));
        Assert.Equal(["/bin/a0", "/bin/a1"], told["tetragon.ancestors"]!.ArrayValue.Values.Select(item => item.StringValue));
    }

    [Fact]
    public void A_full_record_rolls_up_the_parents_nameless_fields_first()
    {
        var rolledUp = RolledUp(Tell(Fat(ancestors: 0, namespacesOfParent: true, labels: 46)));

        Assert.Contains("parent.ns.uts.inum", rolledUp);
        Assert.DoesNotContain("process.ns.uts.inum", rolledUp);
        Assert.DoesNotContain("parent.binary", rolledUp);
    }

    [Fact]
    public void A_fuller_record_rolls_up_the_processs_nameless_fields_too()
    {
        var rolledUp = RolledUp(Tell(Fat(ancestors: 0, namespacesOfParent: true, labels: 70)));

        Assert.Contains("parent.ns.uts.inum", rolledUp);
        Assert.Contains("process.ns.uts.inum", rolledUp);
        Assert.DoesNotContain("process.cwd", rolledUp);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(46)]
    [InlineData(70)]
    [InlineData(90)]
    [InlineData(500)]
    public void What_tells_who_did_what_where_is_never_rolled_up(int labels)
    {
        var told = Tell(Fat(ancestors: 3, namespacesOfParent: true, labels));

        Assert.All(_neverGivenUp, name => Assert.NotNull(told[name]));
        Assert.True(told.Record.Attributes.Count + Math.Max(0, told.Resource.Attributes.Count - RecordOptions.ResourceAttributesIncluded) <= 96 || told.Record.Attributes.Count <= 24, $"{told.Record.Attributes.Count}");
    }

    [Theory]
    [InlineData("ä")]
    [InlineData("€")]
    [InlineData("😀")]
    [InlineData("x")]
    public void A_long_value_is_cut_on_a_rune_and_named_with_its_length(string rune)
    {
        var arguments = "-c " + string.Concat(Enumerable.Repeat(rune, 60_000));
        var told = Tell($$$"""{"process_exec":{"process":{"exec_id":"bm9k","pid":7,"binary":"/bin/sh","arguments":"{{{arguments}}}"}},"node_name":"n","time":"2026-11-23T22:48:34Z"}""");

        Assert.True(told.WasCut);
        Assert.InRange(told.Bytes, 4 * 1024, RecordTeller.Limits.RecordBytes);
        var kept = told["process.command_line"]!.StringValue;
        Assert.StartsWith(kept, "/bin/sh " + arguments, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', kept);
        Assert.Equal([$"process.command_line={Encoding.UTF8.GetByteCount("/bin/sh " + arguments)}"], told["tetrabridge.cut"]!.ArrayValue.Values.Select(item => item.StringValue));
        Assert.Equal("bm9k", told["tetragon.process.exec_id"]!.StringValue);
    }

    [Fact]
    public void A_record_of_many_long_values_fits()
    {
        var told = Tell($$$"""{"process_kprobe":{"process":{"exec_id":"bm9k","binary":"/{{{Long('b')}}}","cwd":"{{{Long('c')}}}","arguments":"{{{Long('a')}}}"},"parent":{"binary":"/{{{Long('p')}}}","arguments":"{{{Long('q')}}}"},"tags":["{{{Long('t')}}}","{{{Long('u')}}}"],"function_name":"f","args":[{"string_arg":"{{{Long('s')}}}"}],"message":"{{{Long('m')}}}"},"node_name":"n","time":"2026-11-23T22:48:34Z"}""");

        Assert.True(told.WasCut);
        Assert.InRange(told.Bytes, 1, RecordTeller.Limits.RecordBytes);
        Assert.Contains(told["tetrabridge.cut"]!.ArrayValue.Values, item => item.StringValue == "tetragon.policy.tags=80000");
    }

    [Fact]
    public void Long_annotations_are_cut_in_the_resource_and_one_line_of_the_pod_is_kept()
    {
        var line = Encoding.UTF8.GetBytes("""{"process_exec":{"process":{"exec_id":"bm9k","binary":"/bin/sh","pod":{"name":"p","namespace":"d","pod_annotations":{"big":"LONG"},"container":{"id":"containerd://ab"}}}},"node_name":"n","time":"2026-11-23T22:48:34Z"}""".Replace("LONG", Long('x'), StringComparison.Ordinal));
        var teller = new RecordTeller();

        var first = teller.Tell(line);
        var second = teller.Tell(line);

        Assert.InRange(first.Bytes, 1, RecordTeller.Limits.RecordBytes);
        Assert.Equal("k8s.pod.annotation.big=40000", first["tetrabridge.cut"]!.ArrayValue.Values[0].StringValue);
        Assert.Equal("k8s.pod.annotation.big=40000", second["tetrabridge.cut"]!.ArrayValue.Values[0].StringValue);
        Assert.Equal((true, false), (first.WasCut, second.WasCut));
        Assert.Equal("/bin/sh", second["process.executable.path"]!.StringValue);
    }

    [Theory]
    [InlineData(1, 60_000)]
    [InlineData(3000, 40)]
    [InlineData(300, 250)]
    public void Labels_that_do_not_fit_by_their_names_are_left_out_and_what_tells_where_it_happened_stays(int count, int length)
    {
        var labels = "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}{new string('n', length)}\":\"v\"")) + "}";
        var pod = $$$"""{"namespace":"shop","name":"web-1","pod_labels":{{{labels}}}}""";
        var told = Tell($$$"""{"process_exec":{"process":{"pid":7,"binary":"/bin/sh","pod":{{{pod}}}}},"node_name":"n","node_labels":{{{labels}}}}""");

        Assert.True(told.WasCut);
        Assert.InRange(told.Bytes, 1, RecordTeller.Limits.RecordBytes);
        Assert.Equal(("web-1", "shop"), (told["k8s.pod.name"]!.StringValue, told["k8s.namespace.name"]!.StringValue));
        Assert.Contains(told["tetrabridge.cut"]!.ArrayValue.Values, item => item.StringValue.StartsWith("resource=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"pid\":18446744073709551615", "process.pid", "18446744073709551615")]
    [InlineData("\"pid\":\"seven\"", "process.pid", "\"seven\"")]
    [InlineData("\"pid\":1.5", "process.pid", "1.5")]
    [InlineData("\"pid\":1e3", "process.pid", "1e3")]
    [InlineData("\"pid\":true", "process.pid", "true")]
    [InlineData("\"pid\":[7]", "process.pid", "[7]")]
    [InlineData("\"pid\":{\"a\":7}", "process.pid", "{\"a\":7}")]
    [InlineData("\"binary\":7", "process.binary", "7")]
    [InlineData("\"in_init_tree\":\"yes\"", "process.in_init_tree", "\"yes\"")]
    [InlineData("\"docker\":\"0123\",\"pod\":{\"container\":{\"id\":\"containerd://ab\"}}", "process.docker", "\"0123\"")]
    [InlineData("\"pod\":{\"name\":7}", "process.pod.name", "7")]
    public void A_value_that_does_not_fit_its_attribute_is_rolled_up_as_it_was(string member, string path, string value)
    {
        var told = Tell($$$"""{"process_exec":{"process":{"exec_id":"bm9k",{{{member}}}}},"node_name":"n","time":"2026-11-23T22:48:34Z"}""");

        Assert.Equal(value, JsonDocument.Parse(told["tetragon.rest"]!.StringValue).RootElement.GetProperty(path).GetRawText());
    }

    [Theory]
    [InlineData("""{"process_exec":{"process":{"environment_variables":[{"Key":"A","Value":"hunter2"}]},"parent":{"environment_variables":[{"Key":"A","Value":"hunter2"}]}},"node_name":"n"}""")]
    [InlineData("""{"process_exec":{"process":{"environment_variables":"A=hunter2"}},"node_name":"n"}""")]
    [InlineData("""{"process_exec":{"process":{"pid":1},"ancestors":[{"pid":2,"environment_variables":[{"Key":"A","Value":"hunter2"}],"cwd":"/"},{"environment_variables" : "A=hunter2"}]},"node_name":"n"}""")]
    [InlineData("""{"process_later":{"process":{"pid":1,"more":{"environment_variables":[{"Key":"A","Value":"hunter2"}]}}},"node_name":"n"}""")]
    public void Values_of_environment_variables_are_withheld_wherever_they_stand(string line)
    {
        var told = Tell(line);

        Assert.DoesNotContain("hunter2", told.Record.ToString(), StringComparison.Ordinal);
        if (told["tetragon.rest"] is { } rest)
        {
            Assert.Contains("withheld", JsonDocument.Parse(rest.StringValue).RootElement.GetRawText(), StringComparison.Ordinal);
        }
    }

    private static string Long(char letter) => new(letter, 40_000);

    private static ToldRecord Tell(string line) => new RecordTeller().Tell(Encoding.UTF8.GetBytes(line));

    private static List<string> RolledUp(ToldRecord told) =>
        [.. JsonDocument.Parse(told["tetragon.rest"]!.StringValue).RootElement.EnumerateObject().Select(member => member.Name)];

    private static string Fat(int ancestors, bool namespacesOfParent, int labels)
    {
        string[] names = ["uts", "ipc", "mnt", "pid", "pid_for_children", "net", "time", "time_for_children", "cgroup", "user"];
        var credentials = new { uid = 1, gid = 1, euid = 1, egid = 1, suid = 1, sgid = 1, fsuid = 1, fsgid = 1 };
        var namespaces = names.ToDictionary(name => name, _ => new { inum = 4026531838, is_host = true });
        var pod = new
        {
            @namespace = "d",
            name = "p",
            container = new { id = "containerd://ab" },
            pod_labels = Enumerable.Range(0, labels).ToDictionary(i => $"l{i}", _ => "v"),
        };
        var process = new { exec_id = "bm9k", pid = 7, tid = 7, uid = 0, auid = 1000, cwd = "/", binary = "/tmp/x", arguments = "-a", flags = "execve clone", in_init_tree = false, ns = namespaces, process_credentials = credentials, pod };
        var parent = new { exec_id = "cGFy", pid = 6, uid = 0, binary = "/bin/sh", arguments = "-c", auid = 1000, ns = namespacesOfParent ? namespaces : null, process_credentials = credentials };
        return JsonSerializer.Serialize(new
        {
            process_exec = new { process, parent, ancestors = Enumerable.Range(0, ancestors).Select(i => new { binary = $"/bin/a{i}" }) },
            node_name = "n",
            time = "2026-11-23T22:48:34Z",
        });
    }
}
