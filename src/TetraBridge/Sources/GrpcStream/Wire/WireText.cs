using System.Globalization;
using System.Text;
using System.Text.Unicode;
using TetraBridge.Buffers;
using TetraBridge.Events.Json;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>Single values as protojson writes them.</summary>
internal static class WireText
{
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    /// <summary>Bytes, in quotes.</summary>
    public static void Base64(ReadOnlySpan<byte> bytes, ByteBuffer into)
    {
        into.Write((byte)'"');
        System.Buffers.Text.Base64.EncodeToUtf8(
            bytes, into.Reserve(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
        into.Advance(written);
        into.Write((byte)'"');
    }

    /// <summary>A number.</summary>
    public static void Number(long value, ByteBuffer into)
    {
        value.TryFormat(into.Reserve(20), out var written, default, CultureInfo.InvariantCulture);
        into.Advance(written);
    }

    /// <summary>A 64-bit number without a sign, in quotes.</summary>
    public static void Quoted(ulong value, ByteBuffer into)
    {
        into.Write((byte)'"');
        value.TryFormat(into.Reserve(20), out var written, default, CultureInfo.InvariantCulture);
        into.Advance(written);
        into.Write((byte)'"');
    }

    /// <summary>A 64-bit number, in quotes.</summary>
    public static void Quoted(long value, ByteBuffer into)
    {
        into.Write((byte)'"');
        Number(value, into);
        into.Write((byte)'"');
    }

    /// <summary>True where a google.protobuf.Timestamp can be written: of the years 1 to 9999.</summary>
    public static bool IsTime(long seconds, long nanoseconds) =>
        seconds is >= FirstSecond and <= LastSecond && nanoseconds is >= 0 and < 1_000_000_000;

    /// <summary>A time in quotes: RFC 3339 with 0, 3, 6 or 9 digits of a second.</summary>
    public static void Time(long seconds, int nanoseconds, ByteBuffer into)
    {
        var time = new DateTime((seconds - FirstSecond) * TimeSpan.TicksPerSecond);
        var room = into.Reserve(32);
        room[0] = (byte)'"';
        Digits(time.Year, 4, room[1..], (byte)'-');
        Digits(time.Month, 2, room[6..], (byte)'-');
        Digits(time.Day, 2, room[9..], (byte)'T');
        Digits(time.Hour, 2, room[12..], (byte)':');
        Digits(time.Minute, 2, room[15..], (byte)':');
        Digits(time.Second, 2, room[18..], (byte)'.');
        var (fraction, digits) = nanoseconds switch
        {
            0 => (0, -1),
            _ when nanoseconds % 1_000_000 == 0 => (nanoseconds / 1_000_000, 3),
            _ when nanoseconds % 1_000 == 0 => (nanoseconds / 1_000, 6),
            _ => (nanoseconds, 9),
        };
        if (digits > 0)
        {
            Digits(fraction, digits, room[21..], (byte)'Z');
        }

        room[21 + digits] = (byte)'Z';
        room[22 + digits] = (byte)'"';
        into.Advance(23 + digits);
    }

    private static void Digits(int value, int count, Span<byte> into, byte behind)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            into[i] = (byte)('0' + (value % 10));
            value /= 10;
        }

        into[count] = behind;
    }

    /// <summary>
    /// Writes text as a JSON string; false where it is not UTF-8. Protobuf forbids that and JSON can't hold it, so it is written as well as it
    /// goes, and the caller keeps the bytes beside it.
    /// </summary>
    public static bool TryQuote(ReadOnlySpan<byte> text, ByteBuffer line)
    {
        if (Utf8.IsValid(text))
        {
            JsonText.Quote(text, line);
            return true;
        }

        JsonText.Quote(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text)), line);
        return false;
    }
}
