using System.Globalization;
using System.Text;

namespace TetraBridge.Benchmarks;

/// <summary>A recorded line of which exec_id and time are written anew for each copy, in place and at the same length.</summary>
internal sealed class LineTemplate
{
    private static readonly byte[] _execIdKey = "\"exec_id\":\""u8.ToArray();
    private static readonly byte[] _timeKey = "\"time\":\""u8.ToArray();

    private static readonly DateTime _firstTime = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);

    private readonly byte[] _line;
    private readonly int _execId;
    private readonly int _execIdLength;
    private readonly int _time;

    private LineTemplate(byte[] line, int execId, int execIdLength, int time)
    {
        _line = line;
        _execId = execId;
        _execIdLength = execIdLength;
        _time = time;
    }

    /// <summary>The line's length with its newline.</summary>
    public int Length => _line.Length;

    /// <summary>Takes a recorded line; null where it has no exec_id or no time with nine digits.</summary>
    public static LineTemplate? TryTake(string text)
    {
        var line = Encoding.UTF8.GetBytes(text + "\n");
        var execId = line.AsSpan().IndexOf(_execIdKey);
        var time = line.AsSpan().LastIndexOf(_timeKey);
        if (execId < 0 || time < 0)
        {
            return null;
        }

        execId += _execIdKey.Length;
        time += _timeKey.Length;
        var execIdLength = line.AsSpan(execId).IndexOf((byte)'"');
        return execIdLength >= 24 && line.AsSpan(time).IndexOf((byte)'"') == 30 ? new LineTemplate(line, execId, execIdLength, time) : null;
    }

    /// <summary>The line with the exec_id and time of event <paramref name="number"/>; valid until the next call.</summary>
    public ReadOnlySpan<byte> Line(long number) => Line(number, _firstTime.AddTicks(number * 100));

    /// <summary>The line with the exec_id of event <paramref name="number"/> and a time in UTC; valid until the next call.</summary>
    public ReadOnlySpan<byte> Line(long number, DateTime at)
    {
        // exec_id stays base64 of the same length: its tail tells the number in 20 characters of the alphabet's digits.
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out _, "D20", CultureInfo.InvariantCulture);
        digits.CopyTo(_line.AsSpan(_execId + _execIdLength - 24, 20));

        Span<byte> time = stackalloc byte[30];
        at.TryFormat(time, out var written, "yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        "00Z"u8.CopyTo(time[written..]);
        time.CopyTo(_line.AsSpan(_time, 30));
        return _line;
    }
}
