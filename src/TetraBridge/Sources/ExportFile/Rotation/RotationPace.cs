namespace TetraBridge.Sources.ExportFile.Rotation;

/// <summary>Judges from the rotations seen how long unread data stays.</summary>
internal static class RotationPace
{
    /// <summary>
    /// How long until a file is removed, where the agent keeps as many backups as there are now and goes on at their pace; null with fewer
    /// than two backups, where there is no pace to see. Too short rather than too long: an agent that keeps more isn't known to.
    /// </summary>
    /// <param name="listing">What is there now.</param>
    /// <param name="index">Which of its files.</param>
    /// <param name="now">The present time.</param>
    public static TimeSpan? UntilLost(ExportFileListing listing, int index, DateTime now)
    {
        var backups = listing.Files.Where(f => !f.IsPresent).Select(f => f.RotatedAt!.Value).ToList();
        if (backups.Count < 2)
        {
            return null;
        }

        var interval = (backups[^1] - backups[0]) / (backups.Count - 1);
        var lost = backups[^1] + (interval * (index + 1));
        return lost > now ? lost - now : TimeSpan.Zero;
    }
}
