using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.State;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.State;

public sealed class StateFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string State => _folder.File("state");

    [Fact]
    public void A_second_process_is_refused_until_the_first_lets_go()
    {
        using (new StateFolder(State))
        {
            var refusal = Assert.Throws<StateException>(() => new StateFolder(State));
            Assert.Contains("--state", refusal.Message, StringComparison.Ordinal);
        }

        new StateFolder(State).Dispose();
    }

    [Fact]
    public void What_is_made_is_its_owners_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("modes are Unix's");
            return;
        }

        using var state = new StateFolder(State);
        state.Bookmark("otlp", "tetragon").Save(new Bookmark(default, 0, default), default);
        File.WriteAllText(Path.Combine(state.DeadLetters("otlp"), "x"), "");
        NodeName.Resolve("n1", state);

        var folders = Directory.EnumerateDirectories(State, "*", SearchOption.AllDirectories).Append(State);
        foreach (var folder in folders)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        foreach (var file in (string[])[Path.Combine(State, "lock"), Path.Combine(State, "node"), state.Bookmark("otlp", "tetragon").Path])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a\0b")]
    [InlineData("наш")]
    public void No_name_leads_out_of_the_folder(string name)
    {
        using var state = new StateFolder(State);

        var bookmark = Path.GetFullPath(state.Bookmark(name, name).Path);
        var letters = Path.GetFullPath(state.DeadLetters(name));

        Assert.Equal(Path.Combine(State, "bookmarks"), Path.GetDirectoryName(bookmark));
        Assert.Equal(Path.Combine(State, "dead-letters"), Path.GetDirectoryName(letters));
    }

    [Fact]
    public void No_two_names_share_a_file()
    {
        using var state = new StateFolder(State);
        string[] names = ["a", "a_b", "a.b", "a b", "a/b", "A_b", "", "-", new string('x', 64), new string('x', 65), new string('x', 300)];

        Assert.Distinct(names.Select(name => state.Bookmark(name, "s").Path));
        Assert.Distinct(names.Select(state.DeadLetters));
        Assert.EndsWith("/otlp-2@tetragon.json", state.Bookmark("otlp-2", "tetragon").Path, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_not_be_made_is_told_with_what_to_do()
    {
        File.WriteAllText(State, "a file");

        var refusal = Assert.Throws<StateException>(() => new StateFolder(State));

        Assert.Contains("--state", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_exactly_once_hangs_on_the_nodes_name_another_one_is_refused()
    {
        using var state = new StateFolder(State);
        Assert.Equal("n1", NodeName.Resolve("n1", state, isFixed: true));
        Assert.Equal("n1", NodeName.Resolve(null, state, isFixed: true));

        var refusal = Assert.Throws<StateException>(() => NodeName.Resolve("n2", state, isFixed: true));

        Assert.Contains("was n1 and is now n2", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("n1", NodeName.Resolve(null, state, isFixed: true));
    }

    [Fact]
    public void The_nodes_name_stays_until_another_is_told()
    {
        using var state = new StateFolder(State);
        Assert.Equal(Environment.MachineName, NodeName.Resolve(null, state));
        Assert.Equal("told", NodeName.Resolve("told", state));
        Assert.Equal("told", NodeName.Resolve(null, state));
        Assert.Equal("told", NodeName.Resolve("told", null));
        Assert.Equal(Environment.MachineName, NodeName.Resolve(null, null));
    }

    public void Dispose() => _folder.Dispose();
}
