namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>Reads the time of an event from the wire, and nothing else of it.</summary>
internal static class EventTime
{
    // Numbers of the API, stable by protobuf's rules.
    private const int TimeField = 1001;
    private const int SecondsField = 1;
    private const int NanosecondsField = 2;

    /// <summary>Nanoseconds since 1970; 0 where it has none.</summary>
    public static long Of(ReadOnlySpan<byte> message)
    {
        var cursor = new WireCursor(message);
        while (!cursor.IsAtEnd && cursor.TryTag(out var number, out var type))
        {
            if (number == TimeField && type == WireType.Delimited)
            {
                return cursor.TryLength(out var length) ? OfTimestamp(message.Slice(cursor.At, length)) : 0;
            }

            if (!cursor.TrySkip(type, number))
            {
                return 0;
            }
        }

        return 0;
    }

    private static long OfTimestamp(ReadOnlySpan<byte> timestamp)
    {
        long time = 0;
        var cursor = new WireCursor(timestamp);
        while (!cursor.IsAtEnd && cursor.TryTag(out var number, out var type))
        {
            if (type != WireType.Varint || !cursor.TryVarint(out var value))
            {
                return 0;
            }

            time += number switch
            {
                SecondsField when value < long.MaxValue / 2_000_000_000 => (long)value * 1_000_000_000,
                NanosecondsField when value < 1_000_000_000 => (long)value,
                _ => 0,
            };
        }

        return time;
    }
}
