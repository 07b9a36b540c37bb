using TetraBridge.Sources.ExportFile.Disk;
using TetraBridge.Sources.ExportFile.Rotation;

namespace TetraBridge.Tests.Sources.ExportFile.Rotation;

public sealed class RotationPaceTests
{
    private static readonly DateTime _first = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 15)]
    [InlineData(3, 35)]
    public void A_file_goes_when_as_many_rotations_have_come_as_are_left_behind_it(int index, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), RotationPace.UntilLost(Listing(3), index, _first.AddMinutes(25)));

    [Fact]
    public void A_rotation_that_is_overdue_can_come_at_once() => Assert.Equal(TimeSpan.Zero, RotationPace.UntilLost(Listing(3), 0, _first.AddHours(1)));

    [Fact]
    public void With_fewer_than_two_backups_there_is_no_pace()
    {
        Assert.Null(RotationPace.UntilLost(Listing(1), 0, _first));
        Assert.Null(RotationPace.UntilLost(Listing(0), 0, _first));
    }

    // Backups ten minutes apart and a present file.
    private static ExportFileListing Listing(int backups) => new(
        [.. Enumerable.Range(0, backups).Select(i => Entry(_first.AddMinutes(10 * i))), Entry(null)],
        null);

    private static ExportFileEntry Entry(DateTime? rotatedAt) => new("/x", rotatedAt, false, default, new FileIdentity(1, 100, null));
}
