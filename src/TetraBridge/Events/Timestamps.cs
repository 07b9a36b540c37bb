namespace TetraBridge.Events;

/// <summary>RFC 3339 times as protojson writes them (0, 3, 6 or 9 digits of a second) to nanoseconds since 1970 and back.</summary>
internal static class Timestamps
{
    /// <summary>Characters of what <see cref="Format(long)"/> gives.</summary>
    public const int Length = 30;

    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>
    /// Reads a time; false for anything else. Years 1678 to 2261 (what 64 bits of nanoseconds hold); more than nine digits of a second are
    /// cut.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long unixNanoseconds)
    {
        unixNanoseconds = 0;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second)
            || year is < 1678 or > 2261 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        var rest = text[19..];
        long fraction = 0;
        if (rest[0] == '.')
        {
            var digits = 0;
            long unit = NanosecondsPerSecond / 10;
            for (; digits + 1 < rest.Length && rest[digits + 1] is >= (byte)'0' and <= (byte)'9'; digits++)
            {
                fraction += (rest[digits + 1] - '0') * unit;
                unit /= 10;
            }

            if (digits == 0)
            {
                return false;
            }

            rest = rest[(digits + 1)..];
        }

        if (!Offset(rest, out var offsetMinutes))
        {
            return false;
        }

        var minutes = (((Days(year, month, day) * 24) + hour) * 60) + minute - offsetMinutes;
        unixNanoseconds = (((minutes * 60) + second) * NanosecondsPerSecond) + fraction;
        return true;
    }

    /// <summary>The time in UTC with nine digits of a second and a Z.</summary>
    public static string Format(long unixNanoseconds)
    {
        var seconds = Math.DivRem(unixNanoseconds, NanosecondsPerSecond, out var nanoseconds);
        if (nanoseconds < 0)
        {
            nanoseconds += NanosecondsPerSecond;
            seconds--;
        }

        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{DateTimeOffset.FromUnixTimeSeconds(seconds):yyyy-MM-ddTHH:mm:ss}.{nanoseconds:D9}Z");
    }

    /// <summary>The same as UTF-8; always <see cref="Length"/> bytes. Allocates nothing.</summary>
    public static void Format(long unixNanoseconds, Span<byte> into)
    {
        var seconds = Math.DivRem(unixNanoseconds, NanosecondsPerSecond, out var nanoseconds);
        if (nanoseconds < 0)
        {
            nanoseconds += NanosecondsPerSecond;
            seconds--;
        }

        var time = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
        "0000-00-00T00:00:00.000000000Z"u8.CopyTo(into);
        Put(time.Year, into[..4]);
        Put(time.Month, into[5..7]);
        Put(time.Day, into[8..10]);
        Put(time.Hour, into[11..13]);
        Put(time.Minute, into[14..16]);
        Put(time.Second, into[17..19]);
        Put((int)nanoseconds, into[20..29]);
    }

    /// <summary>Nanoseconds since 1970.</summary>
    public static long UnixNanoseconds(this DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;

    private static bool Offset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
        {
            return (text[0] | 0x20) == 'z';
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':' || !Digits(text[1..3], out var hours)
            || !Digits(text[4..6], out var rest))
        {
            return false;
        }

        minutes = ((hours * 60) + rest) * (text[0] == '-' ? -1 : 1);
        return hours < 24 && rest < 60;
    }

    private static void Put(int number, Span<byte> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }

    // Days since 1970 of the proleptic Gregorian calendar, years beginning in March.
    private static long Days(int year, int month, int day)
    {
        long y = month <= 2 ? year - 1 : year;
        var era = y / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146097) + dayOfEra - 719468;
    }
}
