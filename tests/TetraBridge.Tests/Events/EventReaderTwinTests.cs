using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Events;

/// <summary>The fast reader and its slow twin must say the same of any bytes. TETRABRIDGE_MUTATIONS sets how many mutated lines are tried (100,000 where it is not set).</summary>
public sealed class EventReaderTwinTests
{
    private static readonly byte[] _tokens = [.. "{}[]:,\"\\0123456789-+.eEtrufalsn \t\r"u8, 0, 1, 0x1f, 0x7f, 0x80, 0xc3, 0xff];

    private readonly EventReader _fast = new();
    private readonly OracleEventReader _slow = new();
    private readonly TetragonEvent _fastEvent = new();
    private readonly TetragonEvent _slowEvent = new();

    [Fact]
    public void They_agree_on_every_recorded_line()
    {
        foreach (var line in Recorded.All())
        {
            Compare(line.Text);
        }
    }

    [Fact]
    public void They_agree_on_every_recorded_line_with_blanks_between_tokens()
    {
        foreach (var line in Recorded.All().Where((_, index) => index % 7 == 0))
        {
            Compare(Encoding.UTF8.GetBytes(Spaced(Encoding.UTF8.GetString(line.Text))));
        }
    }

    [Fact]
    public void They_agree_on_mutated_lines()
    {
        var wanted = int.Parse(Environment.GetEnvironmentVariable("TETRABRIDGE_MUTATIONS") ?? "100000", CultureInfo.InvariantCulture);
        var lines = Recorded.All().Select(line => line.Text).Where(line => line.Length < 6000).ToArray();
        var random = new Random(20261124);
        var bad = 0;
        for (var i = 0; i < wanted; i++)
        {
            bad += Compare(Mutated(lines[random.Next(lines.Length)], random)) == LineProblem.None ? 0 : 1;
        }

        // Mutations that all break the line, or none, would test little.
        Assert.InRange(bad, wanted / 10, wanted * 95 / 100);
    }

    [Fact]
    public void They_agree_on_pods_that_differ_in_one_place_from_those_before()
    {
        string[] pids = ["1", "33", "4294967295", "99999999999999999999", "0", "07", "-1", "1.5", "1e3", "\"33\"", "\"\"", "null", "true", "[]", "{}", "", "1 ", " 1", "1,\"pid\":2", "1,\"odd\":2"];
        foreach (var line in Recorded.Lines("k8s-helm-a").Select(recorded => Encoding.UTF8.GetString(recorded.Text)).Where(line => line.Contains("\"pod\":{", StringComparison.Ordinal)).Take(20))
        {
            foreach (var pid in pids)
            {
                // The pod is kept with the first, and met again with another pid.
                Compare(Encoding.UTF8.GetBytes(line));
                Compare(Encoding.UTF8.GetBytes(Regex.Replace(line, "(?<=\"pid\":)[0-9]+(?=,\"security_context\")", pid)));
                Compare(Encoding.UTF8.GetBytes(Regex.Replace(line, "(?<=\"pid\":)[0-9]+(?=,\"security_context\")", pid + "7")));
            }

            var pod = line.IndexOf("\"pod\":{", StringComparison.Ordinal);
            for (var at = pod; at < Math.Min(pod + 900, line.Length); at++)
            {
                Compare(Encoding.UTF8.GetBytes(line));
                Compare(Encoding.UTF8.GetBytes(line[..at] + '"' + line[(at + 1)..]));
            }
        }
    }

    [Fact]
    public void They_agree_on_every_line_that_breaks_off()
    {
        var line = Recorded.Lines("kinds-a").First(recorded => recorded.Text.AsSpan().IndexOf("\"args\""u8) >= 0).Text;
        for (var length = 0; length < line.Length; length++)
        {
            Compare(line[..length]);
        }
    }

    [Theory]
    [InlineData("{\"process_exec\":{\"process\":{\"pid\":01}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"pid\":-}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"pid\":1.}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"pid\":1e+}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"pid\":-0.5E-3}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"pid\":tru}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"pid\":nul}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"cwd\":\"\\u12g4\"}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"cwd\":\"\\x\"}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"cwd\":\"\u0001\"}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"\\u0063wd\":\"escaped key\"}}}")]
    [InlineData("{\"process_exec\":{\"process\":{\"cwd\":\"a\",}}}")]
    [InlineData("{\"process_exec\":{,\"process\":{}}}")]
    [InlineData("{\"process_exec\":{\"process\":{}}},")]
    [InlineData("{\"process_exec\":{\"args\":[1,{\"int_arg\":1},null]}}")]
    [InlineData("{\"process_exec\":{\"args\":[1 2]}}")]
    [InlineData("{\"process_exec\":{\"ancestors\":[          ]}}")]
    [InlineData("{\"odd\":{\"a\":1},\"process_exec\":{\"process\":{\"pid\":1}}}")]
    [InlineData("{\"odd\":{\"a\":1},\"even\":{\"b\":2}}")]
    [InlineData("{\"process_exec\":null,\"process_exit\":{\"status\":1}}")]
    [InlineData("{\"process_exec\":[1],\"process_exit\":{\"status\":1}}")]
    [InlineData("\"text\"")]
    [InlineData("[1,2")]
    [InlineData("nothing")]
    public void They_agree_on_awkward_lines(string line) => Compare(Encoding.UTF8.GetBytes(line));

    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void They_agree_on_how_deep_is_too_deep(int levels)
    {
        Compare(Encoding.UTF8.GetBytes("{\"process_exec\":{\"ancestors\":" + new string('[', levels) + new string(']', levels) + "}}"));
        Compare(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"process_exec\":", levels)) + "1" + new string('}', levels)));
    }

    private LineProblem Compare(byte[] line)
    {
        // Inside a block, and at its very end, where looking ahead must stop.
        byte[] block = [.. "#\n"u8, .. line, .. "\n{\"process_exec\":{}}\n"u8];
        byte[] last = [.. "\n"u8, .. line];
        var expected = _slow.Read(block, 2, line.Length, _slowEvent);
        foreach (var (buffer, start) in new[] { (block, 2), (last, 1) })
        {
            var problem = _fast.Read(buffer, start, line.Length, _fastEvent);
            if (problem != expected)
            {
                Assert.Fail($"fast says {problem}, slow says {expected} of: {Encoding.UTF8.GetString(line)}");
            }

            if (expected == LineProblem.None)
            {
                SameLeaves(line);
            }
        }

        return expected;
    }

    private void SameLeaves(byte[] line)
    {
        var same = _fastEvent.Kind == _slowEvent.Kind && _fastEvent.KindName.SequenceEqual(_slowEvent.KindName) && _fastEvent.Leaves.Length == _slowEvent.Leaves.Length;
        for (var i = 0; same && i < _fastEvent.Leaves.Length; i++)
        {
            var (fast, slow) = (_fastEvent.Leaves[i], _slowEvent.Leaves[i]);
            same = fast.Field == slow.Field && fast.Kind == slow.Kind && fast.Item == slow.Item
                && _fastEvent.Value(fast).SequenceEqual(_slowEvent.Value(slow))
                && (fast.Field != Field.None || _fastEvent.UnknownPath(fast).SequenceEqual(_slowEvent.UnknownPath(slow)));
        }

        if (!same)
        {
            Assert.Fail($"other leaves of: {Encoding.UTF8.GetString(line)}");
        }
    }

    private static byte[] Mutated(byte[] line, Random random)
    {
        var bytes = line.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = _tokens[random.Next(_tokens.Length)];
                    break;
                case 1:
                    bytes.Insert(at, _tokens[random.Next(_tokens.Length)]);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
                case 4:
                    // Another letter in a key or value: the line stays whole.
                    at = bytes.FindIndex(at, value => value is >= (byte)'a' and <= (byte)'z');
                    bytes[Math.Max(at, 0)] = (byte)random.Next('a', 'z' + 1);
                    break;
                default:
                    bytes = bytes.GetRange(0, Math.Max(1, at));
                    break;
            }

            if (bytes.Count == 0)
            {
                bytes.Add((byte)' ');
            }
        }

        return [.. bytes];
    }

    private static string Spaced(string json)
    {
        var text = new StringBuilder();
        var inString = false;
        for (var i = 0; i < json.Length; i++)
        {
            var current = json[i];
            text.Append(current);
            if (inString && current == '\\')
            {
                text.Append(json[++i]);
            }
            else if (current == '"')
            {
                inString = !inString;
            }
            else if (!inString && current is ',' or ':' or '{' or '[' && !inString)
            {
                text.Append(current == ',' ? "  " : "\t");
            }
        }

        return text.ToString();
    }
}
