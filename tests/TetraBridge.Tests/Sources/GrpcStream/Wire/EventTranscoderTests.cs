using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Google.Protobuf;
using TetraBridge.Events;
using TetraBridge.Protos.Tetragon;
using TetraBridge.Sources.GrpcStream.Wire;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream.Wire;

public sealed class EventTranscoderTests
{
    private static readonly JsonFormatter _oracle = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private readonly EventTranscoder _transcoder = new();

    public static TheoryData<string> Recordings =>
        [.. RecordedWire.Folders().Concat(Environment.GetEnvironmentVariable("TETRABRIDGE_RECORDINGS") is { Length: > 0 } folder ? RecordedWire.Folders(folder) : [])];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Each_message_of_a_real_agent_becomes_the_line_that_its_exporter_wrote(string recording)
    {
        // The file has less where it was filtered or limited (and then a line of its own that tells it), and always in the stream's order.
        var lines = new Queue<string>(RecordedWire.Lines(recording).Where(line => !line.StartsWith("{\"rate_limit_info\"", StringComparison.Ordinal)));
        var messages = RecordedWire.Messages(recording);

        foreach (var message in messages)
        {
            var line = Text(message);
            if (lines.TryPeek(out var next) && line == next)
            {
                lines.Dequeue();
            }
            else
            {
                Assert.True(lines.Count == 0 || messages.Count > RecordedWire.Lines(recording).Count, $"{line}\nwas written as\n{next}");
            }
        }

        Assert.Empty(lines);
    }

    [Property(MaxTest = 500)]
    public void Any_event_becomes_the_json_that_an_independent_formatter_makes_of_it(int seed)
    {
        var random = RandomEvents.Make(seed);

        var line = Text(random.ToByteArray());

        Assert.True(_transcoder.IsEvent);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(_oracle.Format(random)), JsonNode.Parse(line)), $"{_oracle.Format(random)}\n{line}");
    }

    [Property(MaxTest = 1000)]
    public void Whatever_bytes_come_the_line_is_json(int seed, byte[] noise)
    {
        var random = new Random(seed);
        var message = RandomEvents.Make(seed).ToByteArray();
        for (var i = random.Next(8); i > 0 && message.Length > 0; i--)
        {
            message[random.Next(message.Length)] = (byte)random.Next(256);
        }

        byte[][] hostile = [message, message[..random.Next(message.Length + 1)], noise, [.. message, .. noise], [.. noise, .. message]];

        Assert.All(hostile, bytes => Assert.NotNull(JsonNode.Parse(Text(bytes))));
    }

    [Property(MaxTest = 200)]
    public void Parts_of_one_event_in_several_messages_are_merged_as_protobuf_does(int seed)
    {
        byte[] both = [.. RandomEvents.Make(seed).ToByteArray(), .. RandomEvents.Make(seed + 1).ToByteArray()];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(_oracle.Format(GetEventsResponse.Parser.ParseFrom(both))), JsonNode.Parse(Text(both))));
    }

    [Fact]
    public void Fields_that_the_api_has_not_yet_survive_by_path()
    {
        var argument = new KprobeArgument { IntArg = 7 }.ToByteArray();
        byte[] unknown = [0xA2, 0x06, 1, 42];
        var kprobe = new ProcessKprobe { FunctionName = "f" }.ToByteArray();
        byte[] line = [.. Delimited(9, [.. kprobe, .. Delimited(4, [.. argument, .. unknown])]), .. new GetEventsResponse { NodeName = "n" }.ToByteArray()];

        var json = JsonNode.Parse(Text(line))!;

        Assert.Equal(7, (int?)json["process_kprobe"]!["args"]![0]!["int_arg"]);
        Assert.Equal(unknown, Convert.FromBase64String((string)json["tetrabridge_unknown"]!["process_kprobe.args[0].100"]!));
    }

    [Fact]
    public void An_event_of_an_unknown_kind_is_an_event_with_all_its_bytes()
    {
        byte[] kind = Delimited(31, "abc"u8);

        var line = Text([.. new GetEventsResponse { NodeName = "n" }.ToByteArray(), .. kind]);

        var json = JsonNode.Parse(line)!;
        Assert.Equal(kind, Convert.FromBase64String((string)json["tetrabridge_unknown"]!["31"]!));
        var read = new TetragonEvent();
        Assert.Equal(LineProblem.None, new EventReader().Read(Encoding.UTF8.GetBytes(line), 0, Encoding.UTF8.GetByteCount(line), read));
        Assert.Equal("event_31", Encoding.UTF8.GetString(read.KindName));
    }

    [Fact]
    public void Text_that_is_no_utf8_is_told_as_well_as_it_goes_with_its_bytes_beside_it()
    {
        byte[] broken = [(byte)'a', 0xFF];

        var json = JsonNode.Parse(Text([.. Delimited(1, Delimited(1, Delimited(5, broken))), .. Delimited(1000, "n"u8)]))!;

        Assert.Equal("a\uFFFD", (string?)json["process_exec"]!["process"]!["binary"]);
        Assert.Equal(broken, Convert.FromBase64String((string)json["tetrabridge_unknown"]!["process_exec.process.binary"]!));
    }

    [Fact]
    public void A_message_that_is_none_is_told_by_its_bytes_in_a_line_that_ends_as_a_dead_letter()
    {
        byte[] torn = [0x0A, 0x20, 1];

        var line = Text(torn);

        Assert.False(_transcoder.IsEvent);
        Assert.Equal(torn, Convert.FromBase64String((string)JsonNode.Parse(line)!["tetrabridge_undecodable"]!));
        Assert.Equal(LineProblem.NoEvent, new EventReader().Read(Encoding.UTF8.GetBytes(line), 0, line.Length, new TetragonEvent()));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1003)]
    public void Of_a_message_that_no_line_holds_the_line_holds_as_many_bytes_as_it_can(int maxLineBytes)
    {
        byte[] torn = [0x0A, 0x7F, .. Enumerable.Range(0, 2000).Select(static n => (byte)n)];
        var transcoder = new EventTranscoder(maxLineBytes);

        var line = Encoding.UTF8.GetString(transcoder.Transcode(torn));

        var bytes = Convert.FromBase64String((string)JsonNode.Parse(line)!["tetrabridge_undecodable"]!);
        Assert.Equal(torn[..bytes.Length], bytes);
        Assert.InRange(line.Length, maxLineBytes - 3, maxLineBytes);
    }

    [Fact]
    public void An_event_costs_no_allocation()
    {
        var messages = RecordedWire.Folders().SelectMany(RecordedWire.Messages).ToArray();
        Array.ForEach(messages, message => _transcoder.Transcode(message));
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var message in messages)
        {
            _transcoder.Transcode(message);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, messages.Length);
    }

    private static byte[] Delimited(int number, ReadOnlySpan<byte> value)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(value));
        }

        return stream.ToArray();
    }

    private string Text(byte[] message) => Encoding.UTF8.GetString(_transcoder.Transcode(message));
}
