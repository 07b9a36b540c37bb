using TetraBridge.Configuration;
using TetraBridge.Configuration.Merging;

namespace TetraBridge.Tests.Configuration.Merging;

public sealed class StateFolderChoiceTests
{
    [Theory]
    [InlineData(true, "/xdg", "/home/op", "/var/lib/tetrabridge")]
    [InlineData(false, "/xdg", "/home/op", "/xdg/tetrabridge")]
    [InlineData(false, "relative", "/home/op", "/home/op/.local/state/tetrabridge")]
    [InlineData(false, null, "/home/op", "/home/op/.local/state/tetrabridge")]
    [InlineData(false, null, null, null)]
    public void The_first_folder_that_can_be_used_is_taken(bool systemWritable, string? xdg, string? home, string? expected)
    {
        var chosen = StateFolderChoice.Choose(name => name == "XDG_STATE_HOME" ? xdg : name == "HOME" ? home : null, _ => systemWritable);

        Assert.Equal(expected, chosen);
    }

    [Fact]
    public void A_folder_that_is_not_there_yet_counts_by_its_nearest_parent_and_is_not_made()
    {
        var parent = Directory.CreateTempSubdirectory("tetrabridge");
        try
        {
            var folder = Path.Combine(parent.FullName, "a/b");
            File.WriteAllText(Path.Combine(parent.FullName, "file"), "");

            Assert.True(FolderAccess.CanWrite(folder));
            Assert.False(FolderAccess.CanWrite(Path.Combine(parent.FullName, "file")));
            Assert.False(FolderAccess.CanWrite(Path.Combine(parent.FullName, "file/below")));
            Assert.Single(parent.EnumerateFileSystemInfos());
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }
}
