namespace TetraBridge.Events;

/// <summary>The flags of an event's process: words with blanks between, an open vocabulary.</summary>
internal static class ProcessFlags
{
    /// <summary>True where the process ran before the agent, which tells it again (flag procFS).</summary>
    public static bool IsReplay(TetragonEvent e) => Has(e, "procFS"u8);

    /// <summary>True where the event's process has the flag.</summary>
    public static bool Has(TetragonEvent e, ReadOnlySpan<byte> flag)
    {
        var flags = e.Value(Fields.Flags);
        foreach (var range in flags.Split((byte)' '))
        {
            if (flags[range].SequenceEqual(flag))
            {
                return true;
            }
        }

        return false;
    }
}
