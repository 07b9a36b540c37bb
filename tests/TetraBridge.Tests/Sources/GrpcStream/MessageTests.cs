using System.Text.Json.Nodes;
using Google.Protobuf;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream;

public sealed class MessageTests
{
    private const int Mebibyte = 1 << 20;

    [Fact]
    public async Task Messages_of_fifteen_mebibytes_come_whole()
    {
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync(async stream =>
        {
            await stream.SendAsync(Big(15));
            await stream.SendAsync(AgentEvents.Exec(2));
            await stream.HoldAsync();
        });

        bench.Receive();
        await bench.LinesAsync(2);

        Assert.Equal(15 * Mebibyte, ((string)JsonNode.Parse(bench.Spool.Lines[0])!["process_exec"]!["process"]!["arguments"]!).Length);
        Assert.Empty(bench.Spool.Gaps);
    }

    [Fact]
    public async Task A_message_over_sixteen_mebibytes_ends_the_stream_and_the_gap_says_why()
    {
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync(
            async stream =>
            {
                await stream.SendAsync(AgentEvents.Exec(1));
                await stream.SendAsync(Big(17));
            },
            async stream =>
            {
                await stream.SendAsync(AgentEvents.Exec(2));
                await stream.HoldAsync();
            });

        bench.Receive();
        await bench.LinesAsync(2);

        Assert.Contains("Received message exceeds the maximum configured message size", Assert.Single(bench.Spool.Gaps).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_event_becomes_a_line_with_its_bytes_and_the_stream_goes_on()
    {
        byte[] torn = [0x0A, 0x20, 1];
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync(async stream =>
        {
            await stream.SendAsync(torn);
            await stream.SendAsync(AgentEvents.Exec(2));
            await stream.HoldAsync();
        });

        bench.Receive();
        await bench.LinesAsync(2);

        Assert.Equal(torn, Convert.FromBase64String((string)JsonNode.Parse(bench.Spool.Lines[0])!["tetrabridge_undecodable"]!));
        Assert.Empty(bench.Spool.Gaps);
    }

    [Fact]
    public async Task What_a_later_agent_tells_survives()
    {
        byte[] later = [0xA2, 0x06, 1, 42];
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync(async stream =>
        {
            await stream.SendAsync([.. AgentEvents.Exec(1).ToByteArray(), .. later]);
            await stream.HoldAsync();
        });

        bench.Receive();
        await bench.LinesAsync(1);

        Assert.Equal(later, Convert.FromBase64String((string)JsonNode.Parse(bench.Spool.Lines[0])!["tetrabridge_unknown"]!["100"]!));
    }

    private static byte[] Big(int mebibytes)
    {
        var big = AgentEvents.Exec(1);
        big.ProcessExec.Process.Arguments = new string('x', mebibytes * Mebibyte);
        return big.ToByteArray();
    }
}
