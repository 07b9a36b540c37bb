using Google.Protobuf;
using TetraBridge.Sources.GrpcStream.Wire;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream.Wire;

public sealed class EventTimeTests
{
    [Fact]
    public void The_time_of_an_event_is_read_from_the_wire() =>
        Assert.Equal(AgentEvents.Begin.AddMilliseconds(250.5).ToUnixTimeMilliseconds() * 1_000_000 + 500_000, EventTime.Of(AgentEvents.Exec(7, 250.5).ToByteArray()));

    [Fact]
    public void What_has_none_and_what_is_no_event_has_none()
    {
        var loader = AgentEvents.Exec(7);
        loader.Time = null;

        Assert.Equal(0, EventTime.Of(loader.ToByteArray()));
        Assert.Equal(0, EventTime.Of([0x0A, 0x20, 1]));
        Assert.Equal(0, EventTime.Of([0xCA, 0x3E, 2, 8, 0xFF]));
    }
}
