using System.Text;
using TetraBridge.Events;

namespace TetraBridge.Tests.Events;

public sealed class EventReaderTests
{
    private readonly TetragonEvent _event = new();
    private readonly EventReader _reader = new();

    [Fact]
    public void Known_fields_are_found_by_their_path()
    {
        Read("""{"process_exec":{"process":{"exec_id":"bm9k","pid":7,"uid":0,"binary":"/usr/bin/sudo","pod":{"namespace":"shop","container":{"id":"containerd://ab"}}},"parent":{"binary":"/bin/sh"}},"node_name":"n","time":"2026-11-23T22:48:34.891127697Z"}""");

        Assert.Equal(EventKind.Exec, _event.Kind);
        Assert.Equal("/usr/bin/sudo", Text(Fields.Binary));
        Assert.Equal("/bin/sh", Text(Fields.ParentBinary));
        Assert.Equal("shop", Text(Fields.PodNamespace));
        Assert.True(_event.TryNumber(Fields.Uid, out var uid));
        Assert.Equal(0, uid);
        Assert.True(_event.TryTime(Fields.Time, out var time));
        Assert.Equal("2026-11-23T22:48:34.891127697Z", Timestamps.Format(time));
    }

    [Fact]
    public void Absent_null_and_empty_values_are_no_leaves()
    {
        Read("""{"process_exec":{"process":{"binary":"","user":null,"cap":{"permitted":[ ]},"binary_properties":{}},"ancestors":[]},"aggregation_info":null}""");

        Assert.Equal(0, _event.Leaves.Length);
    }

    [Fact]
    public void Values_of_hook_arguments_are_leaves_beside_their_json()
    {
        Read("""{"process_kprobe":{"function_name":"f","args":[{"int_arg":4,"label":"x"},{"file_arg":{"path":"/a"}},{"new_arg":{"a":[1]}}],"return":{"int_arg":-1}}}""");

        Assert.Equal("""[{"int_arg":4,"label":"x"},{"file_arg":{"path":"/a"}},{"new_arg":{"a":[1]}}]""", Text(Fields.Args));
        Assert.Equal("/a", Text(Fields.ArgFilePath));
        Assert.Equal("""{"int_arg":-1}""", Text(Fields.Return));
        Assert.Equal([0, 0, 1], Leaves().Where(leaf => leaf.Path.StartsWith("args[].", StringComparison.Ordinal)).Select(leaf => leaf.Item));
    }

    [Fact]
    public void Unknown_fields_keep_their_path_and_value()
    {
        Read("""{"process_exec":{"process":{"pid":{"odd":1},"brand_new":"v","pod":{"x":[1,2]}},"later":true},"region":7,"box":{"a":1}}""");

        Assert.Equal(
            ["process.pid={\"odd\":1}", "process.brand_new=v", "process.pod.x=[1,2]", "process_exec.later=true", "region=7", "box={\"a\":1}"],
            Leaves().Select(leaf => $"{leaf.Path}={leaf.Value}"));
    }

    [Fact]
    public void An_unknown_kind_is_read_like_a_known_one()
    {
        Read("""{"node_name":"n","process_connect":{"process":{"binary":"/x"},"destination_ip":"1.2.3.4"}}""");

        Assert.Equal(EventKind.Unknown, _event.Kind);
        Assert.Equal("process_connect", Encoding.UTF8.GetString(_event.KindName));
        Assert.Equal("/x", Text(Fields.Binary));
        Assert.Contains("process_connect.destination_ip=1.2.3.4", Leaves().Select(leaf => $"{leaf.Path}={leaf.Value}"));
    }

    [Theory]
    [InlineData("""a\"b\\c\/d\n\t\r\b\f""", "a\"b\\c/d\n\t\r\b\f")]
    [InlineData("""\u00e9\ud83d\ude00\u202e""", "é😀\u202e")]
    [InlineData("""\ud800x\udc00""", "\ufffdx\ufffd")]
    [InlineData("""\u0000""", "\0")]
    public void Escapes_are_taken_out(string escaped, string expected)
    {
        Read("""{"process_exec":{"process":{"arguments":"VALUE"}}}""".Replace("VALUE", escaped, StringComparison.Ordinal));

        Assert.Equal(expected, Text(Fields.Arguments));
    }

    [Theory]
    [InlineData("", LineProblem.Blank)]
    [InlineData(" \t\r", LineProblem.Blank)]
    [InlineData("garbage", LineProblem.NotJson)]
    [InlineData("{\"process_exec\":{\"process\":{\"pid\":1}", LineProblem.NotJson)]
    [InlineData("{\"process_exec\":{}} trailing", LineProblem.NotJson)]
    [InlineData("{\"process_exec\":{\"a\":[1,,2]}}", LineProblem.NotJson)]
    [InlineData("\0\0\0", LineProblem.NotJson)]
    [InlineData("[1,2]", LineProblem.NoEvent)]
    [InlineData("{}", LineProblem.NoEvent)]
    [InlineData("{\"time\":\"2026-11-23T22:48:34Z\"}", LineProblem.NoEvent)]
    [InlineData("{\"process_exec\":[]}", LineProblem.NoEvent)]
    [InlineData("{\"process_exec\":{},\"process_exit\":{}}", LineProblem.Ambiguous)]
    [InlineData("{\"process_exec\":{\"process\":{\"pid\":1,\"pid\":2}}}", LineProblem.Ambiguous)]
    [InlineData("2026-03-15T00:06:32.475522327Z stdout P {\"process_exec\":{", LineProblem.SplitByRuntime)]
    [InlineData("2026-03-15T00:06:32.475522327Z stdout F {\"process_exec\":{}}", LineProblem.None)]
    [InlineData("{\"process_exec\":{}}\r", LineProblem.None)]
    public void Each_line_is_an_event_or_says_what_is_wrong(string line, object expected) => Assert.Equal((LineProblem)expected, TryRead(line));

    [Fact]
    public void Deep_nesting_is_a_problem_not_a_crash()
    {
        Assert.Equal(LineProblem.TooDeep, TryRead("{\"process_exec\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_001)));
        Assert.Equal(LineProblem.TooDeep, TryRead("{\"process_exec\":{\"ancestors\":" + new string('[', 10_000) + new string(']', 10_000) + "}}"));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_a_problem()
    {
        byte[] line = [.. "{\"process_exec\":{\"process\":{\"binary\":\""u8, 0xff, 0xfe, .. "\"}}}"u8];

        Assert.Equal(LineProblem.NotUtf8, _reader.Read(line, 0, line.Length, _event));
    }

    private void Read(string line) => Assert.Equal(LineProblem.None, TryRead(line));

    private LineProblem TryRead(string line)
    {
        // The line lies inside a block, with other bytes around it.
        var block = Encoding.UTF8.GetBytes("##" + line + "\n##");
        return _reader.Read(block, 2, block.Length - 5, _event);
    }

    private string Text(Field field) => Encoding.UTF8.GetString(_event.Value(field));

    private List<(string Path, string Value, int Item)> Leaves()
    {
        var leaves = new List<(string, string, int)>();
        foreach (var leaf in _event.Leaves)
        {
            leaves.Add((_event.Path(leaf), Encoding.UTF8.GetString(_event.Value(leaf)), leaf.Item));
        }

        return leaves;
    }
}
