using System.Text;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Tests.Support;

/// <summary>Keeps what a stream brings.</summary>
internal sealed class RecordingSpool : IStreamSpool
{
    private readonly Lock _lock = new();
    private readonly List<object> _told = [];

    /// <summary>Lines (texts) and gaps in their order.</summary>
    public IReadOnlyList<object> Told
    {
        get
        {
            lock (_lock)
            {
                return [.. _told];
            }
        }
    }

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines => [.. Told.OfType<string>()];

    /// <summary>The gaps.</summary>
    public IReadOnlyList<SpoolGap> Gaps => [.. Told.OfType<SpoolGap>()];

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> line) => Add(Encoding.UTF8.GetString(line));

    /// <inheritdoc/>
    public void Append(SpoolGap gap) => Add(gap);

    private void Add(object told)
    {
        lock (_lock)
        {
            _told.Add(told);
        }
    }
}
