using Microsoft.Extensions.Logging;
using TetraBridge.Sources.ExportFile.Lines;

namespace TetraBridge.Sources.ExportFile;

/// <summary>
/// Reads a stream to its end. The reading itself goes on in the background, a block at a time, since a pipe can be silent for hours and a
/// blocked loop couldn't be stopped. Not thread-safe.
/// </summary>
internal sealed class StreamJournalReader(Stream stream, LineFramer framer, string name, TimeProvider time, ILogger logger) : IJournalReader
{
    private readonly byte[] _incoming = new byte[64 * 1024];
    private readonly ReadyItems _ready = new(logger);
    private Task<int>? _reading;
    private bool _ended;
    private string? _failure;

    /// <inheritdoc/>
    public bool IsCompleted => _ended && _ready.IsEmpty;

    /// <inheritdoc/>
    public JournalItem? TryRead()
    {
        while (true)
        {
            if (_ready.Next() is { } ready)
            {
                return ready;
            }

            if (framer.TryTake() is { } item)
            {
                return item;
            }

            if (_ended)
            {
                return null;
            }

            _reading ??= ReadAsync();
            if (!_reading.IsCompleted)
            {
                return null;
            }

            Take(_reading.GetAwaiter().GetResult());
            _reading = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_reading is { IsCompleted: false })
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(_reading, Task.Delay(atMost, time, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public JournalLag Lag() => new(framer.ReadTo - framer.Offset, framer.ReadTo, null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _ready.Dispose();
        framer.Dispose();
        stream.Dispose();
        _ended = true;
    }

    // Into a buffer of its own: the framer's goes back to the pool when the reader is disposed, while a read on a pipe may still be under
    // way.
    private async Task<int> ReadAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await stream.ReadAsync(_incoming).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ObjectDisposedException)
        {
            _failure = e.Message;
            return 0;
        }
    }

    private void Take(int count)
    {
        if (count == 0)
        {
            End();
            return;
        }

        for (var rest = _incoming.AsSpan(0, count); !rest.IsEmpty;)
        {
            var room = framer.Room();
            var taken = Math.Min(room.Length, rest.Length);
            rest[..taken].CopyTo(room);
            framer.Added(taken);
            rest = rest[taken..];
            if (!rest.IsEmpty && framer.TryTake() is { } item)
            {
                _ready.Add(item);
            }
        }
    }

    private void End()
    {
        _ended = true;
        if (framer.TakeRestIfWhole() is { } whole)
        {
            _ready.Add(whole);
        }
        else if (framer.TakeRest() is { } rest)
        {
            // Nobody can come back for it: it is kept as a dead letter rather than left.
            _ready.Add(rest);
        }

        if (_failure is not null)
        {
            var position = new Position(framer.File ?? default, framer.Offset);
            _ready.AddAt(PendingGap.Broken(name, framer.Offset, position, _failure), position);
        }
    }
}
