using TetraBridge.Delivery.Intake;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.Intake;

public sealed class RouteFilterMatcherTests
{
    private static readonly RouteFilter _all = new([], [], Severity.Unspecified, [], [], null);

    [Fact]
    public void An_empty_filter_takes_all() => Assert.True(Takes(_all));

    [Theory]
    [InlineData("process_exec", true)]
    [InlineData("process_exit", false)]
    public void A_kind_is_its_whole_name(string kind, bool takes) => Assert.Equal(takes, Takes(_all with { Kinds = ["process_tracepoint", kind] }));

    [Theory]
    [InlineData("/usr/bin/sudo", true)]
    [InlineData("sudo", true)]
    [InlineData("/usr/*", true)]
    [InlineData("su", false)]
    public void A_binary_is_a_pattern(string pattern, bool takes) => Assert.Equal(takes, Takes(_all with { Binaries = [pattern] }));

    [Theory]
    [InlineData("prod", true)]
    [InlineData("", false)]
    public void A_namespace_is_the_pods(string name, bool takes) => Assert.Equal(takes, Takes(_all with { Namespaces = [name] }));

    [Fact]
    public void The_empty_namespace_is_the_host() =>
        Assert.True(new RouteFilterMatcher(_all with { Namespaces = [""] }).Takes(TestEvents.Facts(TestEvents.Exec("/bin/x"))));

    [Fact]
    public void A_category_is_one_of_those_that_match()
    {
        var facts = Facts();
        var id = facts.Matches[0].Category.Info.Id;

        Assert.True(new RouteFilterMatcher(_all with { Categories = ["nothing", id] }).Takes(facts));
        Assert.False(new RouteFilterMatcher(_all with { Categories = ["nothing"] }).Takes(facts));
    }

    [Fact]
    public void The_least_severity_is_taken_too()
    {
        var facts = Facts();

        Assert.True(new RouteFilterMatcher(_all with { MinimumSeverity = facts.Severity }).Takes(facts));
        Assert.False(new RouteFilterMatcher(_all with { MinimumSeverity = facts.Severity + 1 }).Takes(facts));
    }

    [Fact]
    public void All_lists_must_match_and_not_takes_out_again()
    {
        Assert.False(Takes(_all with { Kinds = ["process_exec"], Binaries = ["bash"] }));
        Assert.False(Takes(_all with { Kinds = ["process_exec"], Not = _all with { Binaries = ["sudo"] } }));
        Assert.True(Takes(_all with { Kinds = ["process_exec"], Not = _all with { Binaries = ["sudo"], Namespaces = ["test"] } }));
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var facts = Facts();
        var matcher = new RouteFilterMatcher(new RouteFilter(["nothing", facts.Matches[0].Category.Info.Id], ["process_exec"], facts.Severity, ["prod"], ["sud*"], _all with { Binaries = ["bash"] }));
        Assert.True(matcher.Takes(facts));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            matcher.Takes(facts);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool Takes(RouteFilter filter) => new RouteFilterMatcher(filter).Takes(Facts());

    private static EventFacts Facts() => TestEvents.Facts(TestEvents.Exec("/usr/bin/sudo", "\"pod\":{\"namespace\":\"prod\",\"name\":\"p\"}"));
}
