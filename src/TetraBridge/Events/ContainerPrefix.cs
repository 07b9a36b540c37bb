namespace TetraBridge.Events;

/// <summary>
/// The prefix of a container runtime's log files (CRI): `2026-03-15T00:06:32.475522327Z stdout F {…}`, where export goes to stdout and the
/// kubelet's file is read.
/// </summary>
internal static class ContainerPrefix
{
    /// <summary>How long the prefix is, 0 where there is none; <paramref name="partial"/> where the runtime split the line.</summary>
    public static int Length(ReadOnlySpan<byte> line, out bool partial)
    {
        partial = false;
        var first = line.IndexOf((byte)' ');
        if (first < 20 || !Timestamps.TryParse(line[..first], out _))
        {
            return 0;
        }

        var rest = line[(first + 1)..];
        var stream = rest.StartsWith("stdout "u8) || rest.StartsWith("stderr "u8) ? 7 : 0;
        if (stream == 0 || rest.Length < stream + 2 || rest[stream + 1] != ' ')
        {
            return 0;
        }

        partial = rest[stream] == 'P';
        return partial || rest[stream] == 'F' ? first + 1 + stream + 2 : 0;
    }
}
