using System.Globalization;
using System.Text;
using TetraBridge.Files;

namespace TetraBridge.Sources.Spool;

/// <summary>
/// Remembers in the spool's folder since when gaps are not told yet: a backfill takes its time, the stream's lines are written beside it, and a process that is killed meanwhile
/// must not forget the gap. The next start then takes all since that time for one gap; what the spool holds of it isn't filled in twice. Thread-safe.
/// </summary>
internal sealed class UntoldGaps(string folder)
{
    private readonly Lock _lock = new();
    private readonly List<DateTimeOffset> _begins = [];
    private readonly string _path = Path.Combine(folder, "untold-gap");

    /// <summary>The begin of the first gap that an earlier run did not tell; null where there is none.</summary>
    public DateTimeOffset? Earlier()
    {
        try
        {
            return DateTimeOffset.TryParse(File.ReadAllText(_path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var begin) ? begin : null;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A gap that begins then will be told.</summary>
    public void Add(DateTimeOffset begin)
    {
        lock (_lock)
        {
            _begins.Add(begin);
            Write();
        }
    }

    /// <summary>It is told, and written.</summary>
    public void Remove(DateTimeOffset begin)
    {
        lock (_lock)
        {
            _begins.Remove(begin);
            Write();
        }
    }

    private void Write()
    {
        try
        {
            if (_begins.Count == 0)
            {
                File.Delete(_path);
            }
            else
            {
                AtomicFile.Write(_path, Encoding.ASCII.GetBytes(_begins.Min().ToString("O", CultureInfo.InvariantCulture)));
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The disk refuses the spool's lines too, and their writer tells that.
        }
    }
}
