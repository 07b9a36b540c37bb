using TetraBridge.Sources;

namespace TetraBridge.Tests.Support;

/// <summary>Hands out what a test lays in, to each reader from its bookmark on; at the end a reader waits, or with `once` is completed.</summary>
internal sealed class ScriptedJournal : IJournal
{
    private readonly Lock _lock = new();
    private readonly List<Func<JournalItem>> _items = [];
    private readonly BlockPool _pool = new(64 * 1024, 64);
    private readonly Dictionary<UInt128, long> _ends = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "tetragon";

    /// <summary>The bookmarks that readers were opened with.</summary>
    public List<Bookmarked?> Opened { get; } = [];

    /// <summary>Lays lines in as one block.</summary>
    public ScriptedJournal Block(params string[] lines)
    {
        var offset = _ends.GetValueOrDefault((UInt128)1);
        _ends[1] = offset + lines.Sum(line => System.Text.Encoding.UTF8.GetByteCount(line) + 1);
        return Add(() => Blocks.Of(_pool, 1, offset, lines));
    }

    /// <summary>Lays an item in.</summary>
    public ScriptedJournal Add(Func<JournalItem> item)
    {
        lock (_lock)
        {
            _items.Add(item);
            _more.TrySetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return this;
    }

    public IJournalReader Open(Bookmarked? bookmark, JournalStart start, bool once)
    {
        Opened.Add(bookmark);
        return new Reader(this, once);
    }

    private sealed class Reader(ScriptedJournal journal, bool once) : IJournalReader
    {
        private int _next;

        public bool IsCompleted => once && _next == journal._items.Count;

        public JournalItem? TryRead()
        {
            lock (journal._lock)
            {
                return _next < journal._items.Count ? journal._items[_next++]() : null;
            }
        }

        public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellation)
        {
            Task more;
            lock (journal._lock)
            {
                more = _next < journal._items.Count ? Task.CompletedTask : journal._more.Task;
            }

            // Real time: an open batch's age is looked at now and then, also where the clock is a fake one.
            await Task.WhenAny(more, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }

        public JournalLag Lag() => new(journal._items.Count - _next, journal._items.Count, null);

        public void Dispose()
        {
        }
    }
}
