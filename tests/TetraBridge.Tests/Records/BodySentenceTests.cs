using System.Text;
using System.Text.Json;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Records;

public sealed class BodySentenceTests
{
    [Theory]
    [InlineData("""{"process_exec":{}}""", "a process without a name was started")]
    [InlineData("""{"process_exec":{"process":{"binary":"/usr/bin/sudo","arguments":"id","pid":7,"uid":0},"parent":{"binary":"/bin/sh"}}}""", "/usr/bin/sudo id (pid 7) was started by /bin/sh as user 0")]
    [InlineData("""{"process_exec":{"process":{"binary":"/sbin/init","pid":1,"uid":0,"flags":"procFS"}}}""", "/sbin/init (pid 1) was running when the agent started as user 0")]
    [InlineData("""{"process_exit":{"process":{"binary":"/a","pid":7}}}""", "/a (pid 7) ended with status 0")]
    [InlineData("""{"process_exit":{"process":{"binary":"/a"},"signal":"SIGKILL"}}""", "/a was ended by SIGKILL")]
    [InlineData("""{"process_loader":{"process":{"binary":"/a","pid":7},"path":"/lib/x.so","buildid":"AA=="}}""", "/a (pid 7) mapped /lib/x.so")]
    [InlineData("""{"process_kprobe":{"process":{"binary":"/a"},"function_name":"tcp_connect","args":[{"sock_arg":{"saddr":"::1","sport":1,"daddr":"fe80::1","dport":443}}],"action":"KPROBE_ACTION_SIGKILL","policy_name":"p"}}""", "/a called tcp_connect [::1]:1 to [fe80::1]:443; killed by policy p")]
    [InlineData("""{"process_later":{}}""", "process_later of a process without a name")]
    [InlineData("""{"rate_limit_info":{}}""", "Tetragon dropped some events over its export rate limit")]
    public void A_sentence_tells_what_happened(string line, string sentence) => Assert.Equal(sentence, Body(line));

    [Fact]
    public void Control_characters_and_direction_marks_are_escaped()
    {
        var hostile = string.Concat(Enumerable.Range(0, 0xA0).Select(code => (char)code)) + "\u061c\u200b\u200e\u2028\u202e\u2066\ufeff\ufff9é😀";
        var body = Body(
            """{"process_kprobe":{"process":{"binary":"/tmp/HOSTILE","pod":{"name":"HOSTILE"}},"function_name":"HOSTILE","args":[{"string_arg":"HOSTILE"}],"policy_name":"HOSTILE","action":"KPROBE_ACTION_OVERRIDE"}}"""
                .Replace("HOSTILE", JsonSerializer.Serialize(hostile).Trim('"'), StringComparison.Ordinal));

        Assert.DoesNotContain(body, char.IsControl);
        Assert.DoesNotContain(body, character => "\u061c\u200b\u200e\u2028\u202e\u2066\ufeff\ufff9".Contains(character, StringComparison.Ordinal));
        Assert.Contains("\\x1b", body, StringComparison.Ordinal);
        Assert.Contains("\\u{202e}", body, StringComparison.Ordinal);
        Assert.Contains("é😀", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_piece_is_cut_on_a_rune()
    {
        var body = Body("""{"process_exec":{"process":{"binary":"/€"}}}""".Replace("€", new string('€', 1000), StringComparison.Ordinal));

        Assert.Contains("€…", body, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', body);
        Assert.InRange(Encoding.UTF8.GetByteCount(body), 1000, 1200);
    }

    private static string Body(string line) => new RecordTeller().Tell(Encoding.UTF8.GetBytes(line)).Record.Body.StringValue;
}
