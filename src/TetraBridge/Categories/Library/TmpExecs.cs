using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>tmp-execs: the binary's path begins with /tmp/. Other folders that anybody can write to are hints only (decisions 4).</summary>
internal sealed class TmpExecs : ICategory
{
    private static readonly Judgement _inTmp = Judgement.Match("process.binary begins with /tmp/");
    private static readonly Judgement _notCleaned = Judgement.Match(
        "process.binary begins with /tmp/, but holds /../ and may lead out of it", Confidence.Low);
    private static readonly Judgement _writtenOtherwise = Judgement.Match("process.binary is a path below /tmp/ with // or /./ in it");
    private static readonly Judgement _roundabout = Judgement.Match("process.binary leads to /tmp/ through /../", Confidence.Low);
    private static readonly Judgement _varTmp = Judgement.Hint("process.binary begins with /var/tmp/");
    private static readonly Judgement _sharedMemory = Judgement.Hint("process.binary begins with /dev/shm/");
    private static readonly Judgement _elsewhere = Judgement.NearMiss("process.binary holds /tmp, but does not begin with /tmp/");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.TmpExecs;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Exec];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var binary = e.Value(Fields.Binary);
        if (binary.StartsWith("/tmp/"u8))
        {
            // The agent joins a relative path with the working directory and cleans it, an absolute one it passes on as it was called.
            return binary.IndexOf("/../"u8) >= 0 ? _notCleaned : _inTmp;
        }

        return binary.StartsWith("/var/tmp/"u8) ? _varTmp
            : binary.StartsWith("/dev/shm/"u8) ? _sharedMemory
            : binary.IndexOf("/tmp"u8) < 0 ? Judgement.No
            : !LeadsToTmp(binary) ? _elsewhere
            : binary.IndexOf("/../"u8) >= 0 ? _roundabout
            : _writtenOtherwise;
    }

    // The kernel takes //tmp/x, /./tmp/x and /usr/../tmp/x for /tmp/x; whoever starts a program chooses how it is written. Links are not
    // known here.
    private static bool LeadsToTmp(ReadOnlySpan<byte> path)
    {
        if (path[0] != (byte)'/')
        {
            return false;
        }

        var depth = 0;
        var isTmp = false;
        foreach (var part in path.Split((byte)'/'))
        {
            var name = path[part];
            if (name.IsEmpty || name.SequenceEqual("."u8))
            {
                continue;
            }

            if (name.SequenceEqual(".."u8))
            {
                depth = Math.Max(0, depth - 1);
                continue;
            }

            isTmp = depth == 0 ? name.SequenceEqual("tmp"u8) : isTmp;
            depth++;
        }

        return isTmp && depth > 1;
    }
}
