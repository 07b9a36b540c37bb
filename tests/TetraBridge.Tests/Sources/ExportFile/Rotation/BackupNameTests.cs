using TetraBridge.Sources.ExportFile.Rotation;

namespace TetraBridge.Tests.Sources.ExportFile.Rotation;

public sealed class BackupNameTests
{
    [Theory]
    [InlineData("tetragon.log", "tetragon-2026-11-23T23-18-06.107.log", false)]
    [InlineData("tetragon.log", "tetragon-2026-11-23T23-18-06.107.log.gz", true)]
    [InlineData("events", "events-2026-11-23T23-18-06.107", false)]
    [InlineData("a-b.json", "a-b-2026-11-23T23-18-06.107.json", false)]
    public void A_backup_is_known_by_its_name(string export, string name, bool isPacked)
    {
        Assert.True(BackupName.TryParse(export, name, out var backup));
        Assert.Equal(new BackupName(new DateTime(2026, 11, 23, 23, 18, 6, 107, DateTimeKind.Utc), isPacked), backup);
        Assert.Equal(DateTimeKind.Utc, backup.RotatedAt.Kind);
    }

    [Theory]
    [InlineData("tetragon.log")]
    [InlineData("tetragon-2026-11-23T23-18-06.107.log.gz.tmp")]
    [InlineData("tetragon-2026-11-23T23-18-06.107.json")]
    [InlineData("tetragon-2026-11-23T23-18-06.log")]
    [InlineData("tetragon-2026-13-23T23-18-06.107.log")]
    [InlineData("tetragon-2026-11-23T23-18-06.107.log.1")]
    [InlineData("tetragon2026-11-23T23-18-06.107.log")]
    [InlineData("tetragon-old-2026-11-23T23-18-06.107.log")]
    [InlineData("other-2026-11-23T23-18-06.107.log")]
    [InlineData("tetragon-.log")]
    [InlineData(".gz")]
    [InlineData("")]
    public void Any_other_file_is_none(string name) => Assert.False(BackupName.TryParse("tetragon.log", name, out _));

    [Fact]
    public void A_name_is_made_as_the_agent_makes_it() =>
        Assert.Equal("tetragon-2026-11-23T23-18-06.107.log", BackupName.Of("tetragon.log", new DateTime(2026, 11, 23, 23, 18, 6, 107, DateTimeKind.Utc)));
}
