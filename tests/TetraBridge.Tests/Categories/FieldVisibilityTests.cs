using System.Text;
using TetraBridge.Categories;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories;

public sealed class FieldVisibilityTests
{
    [Theory]
    [InlineData("binary", "process.binary: without it tmp-execs, sudo and exec-fileless can't be seen")]
    [InlineData("flags", "process.flags: without it processes that a restarted agent tells again look new")]
    public void A_field_that_no_event_has_is_told_with_what_it_blinds(string field, string told)
    {
        var sentence = Observe(Enumerable.Repeat(Exec(field), 10));

        Assert.StartsWith($"The agent's field filters leave out {told}.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kprobe_without_its_function_blinds_the_categories_of_functions() =>
        Assert.Contains("function_name: without it no category", Observe(Enumerable.Repeat("""{"process_kprobe":{"process":{},"policy_name":"p"}}""", 10)), StringComparison.Ordinal);

    [Fact]
    public void One_event_that_has_it_shows_that_no_filter_leaves_it_out() =>
        Assert.Null(Observe(Enumerable.Repeat(Exec("binary"), 10).Append(Exec("none"))));

    [Fact]
    public void Few_events_show_nothing() => Assert.Null(Observe(Enumerable.Repeat(Exec("binary"), 9)));

    [Theory]
    [InlineData("k8s-helm-a")]
    [InlineData("nocred-a")]
    [InlineData("story-1")]
    [InlineData("k8s-restart-a")]
    public void Agents_without_field_filters_are_told_nothing(string recording) =>
        Assert.Null(Observe(Recorded.Lines(recording).Select(line => Encoding.UTF8.GetString(line.Text))));

    private static string Exec(string without)
    {
        string[] fields = ["\"binary\":\"/usr/bin/id\"", "\"flags\":\"execve\"", "\"exec_id\":\"bjox\"", "\"start_time\":\"2026-11-24T08:00:00Z\""];
        var kept = string.Join(',', fields.Where(field => !field.StartsWith($"\"{without}\"", StringComparison.Ordinal)));
        return "{\"process_exec\":{\"process\":{" + kept + "}}}";
    }

    private static string? Observe(IEnumerable<string> lines)
    {
        var visibility = new FieldVisibility();
        foreach (var line in lines)
        {
            visibility.Observe(TestEvents.Read(line));
        }

        return visibility.Sentence();
    }
}
