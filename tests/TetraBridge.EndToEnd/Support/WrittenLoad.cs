using System.Globalization;
using System.Text;

namespace TetraBridge.EndToEnd.Support;

/// <summary>An export file of our own making, for machines without the real servers: exec events of which no two are alike.</summary>
internal sealed class WrittenLoad(string file, DateTime? firstEvent = null, int linesAFile = 1500, int argumentBytes = 600) : IExportLoad, IDisposable
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(20);

    private readonly DateTime _begin = firstEvent ?? new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc);
    private readonly ExportFileWriter _writer = new(file);
    private readonly CancellationTokenSource _end = new();
    private readonly List<string> _lines = [];
    private Task _writing = Task.CompletedTask;
    private volatile int _rotations;
    private int _count;

    /// <inheritdoc/>
    public int Rotations => _rotations;

    /// <summary>Lines that are written.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Writes, rotates and packs in the background.</summary>
    public WrittenLoad Begin(int eventsPerSecond)
    {
        _writing = Task.Run(() => WriteAsync((int)(eventsPerSecond * _step.TotalSeconds)));
        return this;
    }

    /// <summary>Appends events now.</summary>
    public void Append(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            _lines.Add(Line(_lines.Count));
            text.Append(_lines[^1]).Append('\n');
        }

        _writer.AppendBytes(Encoding.UTF8.GetBytes(text.ToString()));
        Volatile.Write(ref _count, _lines.Count);
    }

    /// <inheritdoc/>
    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _writing;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Uids()
    {
        var uids = new LineUids();
        return [.. _lines.Select(uids.Of)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    private async Task WriteAsync(int eventsAStep)
    {
        while (!_end.IsCancellationRequested)
        {
            Append(eventsAStep);
            if (_lines.Count / linesAFile > _rotations)
            {
                _writer.Rotate();
                if (_rotations > 0)
                {
                    _writer.Compress(_writer.Backups[_rotations - 1]);
                }

                _rotations++;
            }

            try
            {
                await Task.Delay(_step, TimeProvider.System, _end.Token);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }

    private string Line(int number)
    {
        var execId = Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"node-e:{7_000_000_000L + number}:{number}")));
        var time = _begin.AddTicks(number * 10L).ToString("yyyy-MM-ddTHH:mm:ss.fffffff00Z", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"process_exec":{"process":{"exec_id":"{{{execId}}}","pid":{{{1000 + (number % 30_000)}}},"uid":0,"cwd":"/","binary":"/usr/bin/printf","arguments":"event {{{number}}} {{{new string('.', argumentBytes)}}}","flags":"execve clone","start_time":"{{{time}}}","auid":4294967295,"tid":{{{1000 + (number % 30_000)}}}}},"node_name":"node-e","time":"{{{time}}}"}""");
    }
}
