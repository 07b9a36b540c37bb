using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Configuration;

public sealed class FlagMistakesTests
{
    private readonly TestSurroundings _world = new();

    [Fact]
    public void Without_a_source_or_a_route_the_example_is_shown()
    {
        const string Example = "tetrabridge run --file /var/run/cilium/tetragon/tetragon.log --otlp http://collector:4317";

        Assert.Equal([$"no source is told: write for example: {Example}"], _world.Mistakes());
        Assert.Equal([$"no route is told, so there is nowhere to deliver to: write for example: {Example}"], _world.Mistakes("--file", "a"));
    }

    [Fact]
    public void All_mistakes_of_flags_environment_and_file_come_at_once()
    {
        _world.Files["/home/op/c.yaml"] = "nod: a\n";
        _world.Environment["TETRABRIDGE_ONCE"] = "yes";

        Assert.Equal(
            [
                "--from: `strat` is not known here: did you mean `start`?",
                "--timeout: `10 parsecs` is not a duration: a number and ms, s, m or h, for example 10s",
                "TETRABRIDGE_ONCE: `yes` is not known here: choose from true, false",
                "c.yaml:1:1: unknown key `nod` in the file: did you mean `node`?",
            ],
            _world.Mistakes("--config", "c.yaml", "--from", "strat", "--timeout", "10 parsecs"));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("old.log.gz")]
    public void What_can_not_be_followed_needs_once(string file)
    {
        Assert.Contains("can't be followed: add --once", Assert.Single(_world.Mistakes("--file", file, "--null")), StringComparison.Ordinal);
        Assert.Equal(file == "-" ? "-" : "/home/op/old.log.gz", _world.Config("--file", file, "--null", "--once").Sources[0].File);
    }

    [Fact]
    public void A_flag_that_belongs_to_another_is_a_mistake_alone()
    {
        Assert.Equal(
            ["--protocol: belongs to an `--otlp`: write `--otlp URL --protocol grpc`", "--json: belongs to --console: write `--console --json`"],
            _world.Mistakes("--file", "a", "--null", "--protocol", "grpc", "--json"));
    }

    [Fact]
    public void A_flag_told_twice_is_a_mistake_unless_it_makes_a_route()
    {
        Assert.Equal(["--node: told more than once: one value is taken"], _world.Mistakes("--file", "a", "--null", "--node", "a", "--node", "b"));
        Assert.Equal(["--out: `/home/op/o` is told twice: two routes in one file would tear each other's lines"], _world.Mistakes("--file", "a", "--out", "o", "--out", "./o"));
    }

    [Fact]
    public void Flags_can_not_choose_among_several_sources_of_the_file()
    {
        _world.Files["/home/op/c.yaml"] = "sources: {a: {file: a}, b: {file: b}}\n";

        Assert.Contains("several sources (a, b)", Assert.Single(_world.Mistakes("--config", "c.yaml", "--null")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_folder_for_the_state_it_must_be_told()
    {
        var nowhere = _world.Surroundings with { Environment = _ => null, CanWriteFolder = _ => false };

        var outcome = new TetraBridge.Configuration.ConfigurationReader(nowhere, TestSurroundings.Known).Read(TestSurroundings.Flags("--file", "a", "--null"));

        Assert.Contains("write --state DIR", Assert.Single(outcome.Mistakes).Words, StringComparison.Ordinal);
    }
}
