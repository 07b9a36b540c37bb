using Microsoft.Extensions.Logging;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Gaps;
using TetraBridge.Sources.Spool.Segments;

namespace TetraBridge.Sources.Spool;

/// <summary>
/// Brings what a stream appends to the disk (decisions 9): what waits in memory is written at once, and fsynced in groups, beside the
/// writing. Any thread appends and never waits; <see cref="RunAsync"/> is the other side.
/// </summary>
internal sealed class SpoolWriter : IStreamSpool, IDisposable
{
    private const int NoSpace = 28;

    // So many writes a second at most: each costs a system call and wakes the readers.
    private static readonly TimeSpan _betweenWrites = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _betweenTries = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(10);

    private readonly SpoolOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SpoolBuffer _buffer;
    private readonly SpoolSegments _segments;
    private readonly SpoolTrouble _trouble;
    private readonly StreamCheckpoint? _checkpoint;
    private CheckpointState? _due;
    private Task _syncing = Task.CompletedTask;
    private long? _synced;
    private bool _isEnding;
    private volatile bool _isOpen;

    /// <summary>Makes the writer; the disk isn't touched before <see cref="RunAsync"/>.</summary>
    /// <param name="options">Where the spool lies and what it may cost.</param>
    /// <param name="files">Its folder.</param>
    /// <param name="time">The time.</param>
    /// <param name="logger">The log.</param>
    /// <param name="checkpoint">Is saved behind the lines that it speaks of; null: nothing but lines must survive.</param>
    public SpoolWriter(
        SpoolOptions options, ISpoolFiles files, TimeProvider time, ILogger<SpoolWriter> logger, StreamCheckpoint? checkpoint = null)
    {
        _checkpoint = checkpoint;
        _options = options;
        _time = time;
        _logger = logger;
        _buffer = new SpoolBuffer(options.MemoryBytes, options.Node, time);
        _segments = new SpoolSegments(files, options, Holds, time, logger);
        _trouble = new SpoolTrouble(options, time, logger);
    }

    /// <summary>Where the readers stand.</summary>
    public SpoolHolds Holds { get; } = new();

    /// <summary>Tells readers of each write.</summary>
    public SpoolNews News { get; } = new();

    /// <summary>True from when what an earlier run left is mended: only then may the files be read.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Adds a line without its newline. Never waits; where memory is full the line is dropped, and a gap line tells it.</summary>
    public void Append(ReadOnlySpan<byte> line) => _buffer.Append(line);

    /// <summary>Adds a gap line at this place of the stream.</summary>
    public void Append(SpoolGap gap) => _buffer.Append(gap);

    /// <summary>True where much memory is free: a backfill, which can wait, waits for it.</summary>
    public bool HasRoom => _buffer.HasRoom;

    /// <summary>How many bytes were appended so far: see <see cref="HasWritten"/>.</summary>
    public long Appended => _buffer.Appended;

    /// <summary>True where the first so many appended bytes are written.</summary>
    public bool HasWritten(long appended) => _buffer.HasWritten(appended);

    /// <summary>All that was written is on the disk when this returns: needed before a bookmark passes it. Thread-safe.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Sync() => _segments.Sync();

    /// <summary>
    /// Writes until <paramref name="stop"/>, then what is left, and fsyncs. Once. Nothing that the disk does ends it before.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await WaitAsync(Turn(), stop).ConfigureAwait(false);
        }

        await _syncing.ConfigureAwait(false);
        var state = _checkpoint?.Take();
        _isEnding = true;
        var isWritten = TryWrite();
        TrySync(isWritten ? state : null);
        if (!isWritten)
        {
            _logger.LostAtEnd(_options.Folder, _buffer.Held);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _segments.Dispose();

    // Everything that waits is written, an fsync that is due is begun; how long to rest where nothing new comes.
    private TimeSpan Turn()
    {
        // Taken before the writing: then all that it speaks of is written behind it.
        var state = _checkpoint?.TakeDue();
        if (!TryWrite())
        {
            return _betweenTries;
        }

        _due = state ?? _due;
        if (!IsBehind)
        {
            return _checkpoint is { IsAhead: true } ? StreamCheckpoint.SaveEach : _rest;
        }

        BeginSync();
        var since = SinceSync;
        return since < SpoolOptions.SyncEach ? SpoolOptions.SyncEach - since : SpoolOptions.SyncEach;
    }

    private bool IsBehind => _segments.Unsynced > 0 || _due is not null;

    private TimeSpan SinceSync => _synced is { } synced ? _time.GetElapsedTime(synced) : SpoolOptions.SyncEach;

    private void BeginSync()
    {
        if (!_isEnding && _syncing.IsCompleted && (_segments.Unsynced >= SpoolOptions.SyncBytes || SinceSync >= SpoolOptions.SyncEach))
        {
            _synced = _time.GetTimestamp();
            var due = _due;
            _due = null;
            _syncing = Task.Run(() => TrySync(due), CancellationToken.None);
        }
    }

    private async Task WaitAsync(TimeSpan atMost, CancellationToken stop)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var rest = Task.Delay(atMost, _time, either.Token);
            if (_trouble.IsOn)
            {
                await rest.ConfigureAwait(false);
                return;
            }

            await Task.Delay(_betweenWrites, _time, stop).ConfigureAwait(false);
            await Task.WhenAny(rest, _buffer.Filled).ConfigureAwait(false);
            await either.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private bool TryWrite()
    {
        while (true)
        {
            try
            {
                Write();
                _trouble.Over();
                return true;
            }
            catch (IOException failure) when (failure.HResult == NoSpace && TryMakeSpace())
            {
                // What every route has delivered made room for what none has.
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                _trouble.Say(failure.Message);
                return false;
            }
        }
    }

    private void Write()
    {
        if (!_isOpen)
        {
            _segments.Open();
            _isOpen = true;
            News.Tell();
        }

        _segments.Expire();

        // What comes meanwhile is the next turn's: under load this would never end. The fsync is begun on the way, so that the end of a
        // segment, which waits for it, waits for little.
        for (var waiting = _buffer.Appended; !_buffer.HasWritten(waiting);)
        {
            _buffer.Written(_segments.Write(_buffer.Take().Span));
            News.Tell();
            BeginSync();
        }
    }

    private bool TryMakeSpace()
    {
        try
        {
            return _segments.RemoveSettled();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void TrySync(CheckpointState? state)
    {
        try
        {
            _segments.Sync();
            if (state is not null)
            {
                _checkpoint!.Save(state);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _logger.CannotSync(_options.Folder, failure.Message.TrimEnd('.'));
        }
    }
}
