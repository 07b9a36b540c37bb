using TetraBridge.Enrichment;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Enrichment;

public sealed class MarksTests
{
    [Theory]
    [InlineData("/usr/bin/tetrabridge", "/usr/bin/tetrabridge", true)]
    [InlineData("/tmp/tetrabridge", "/usr/bin/tetrabridge", false)]
    [InlineData("", null, false)]
    public void The_bridge_is_known_by_its_whole_path(string binary, string? self, bool expected) =>
        Assert.Equal(expected, TestEvents.Facts(TestEvents.Exec(binary), selfBinary: self).IsSelf);

    [Theory]
    [InlineData("\"pid\":7", true)]
    [InlineData("\"pid\":8", false)]
    [InlineData("\"pid\":4711,\"pod\":{\"name\":\"p\",\"container\":{\"id\":\"c\",\"pid\":7}}", true)]
    public void A_shared_runtime_is_the_bridge_only_by_its_process_id(string more, bool expected) =>
        Assert.Equal(expected, TestEvents.Facts(TestEvents.Exec("/usr/lib/dotnet/dotnet", more), selfBinary: "/usr/lib/dotnet/dotnet", selfPid: 7).IsSelf);

    [Fact]
    public void Both_ends_of_a_socket_have_a_scope()
    {
        var facts = TestEvents.Facts(TestEvents.Connect("169.254.169.254", "p"));

        Assert.Equal((NetworkScope.Private, NetworkScope.CloudMetadata), (facts.LocalScope, facts.PeerScope));
        Assert.Equal(NetworkScope.None, TestEvents.Facts(TestEvents.Exec("/x")).PeerScope);
    }
}
