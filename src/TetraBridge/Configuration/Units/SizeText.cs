using System.Globalization;

namespace TetraBridge.Configuration.Units;

/// <summary>Sizes as people write them: `512B`, `64KiB`, `3.5MiB`, `1GiB`; also KB, MB, GB of a thousand.</summary>
internal static class SizeText
{
    /// <summary>What to tell somebody who wrote something else.</summary>
    public const string Form = "a size: a number and B, KiB, MiB, GiB, KB, MB or GB, for example 3.5MiB";

    // `B` stands last: the first suffix that fits wins.
    private static readonly (string Suffix, long Unit)[] _units =
    [
        ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1),
    ];

    /// <summary>Reads a size in bytes; at most 1024 GiB, fractions of a byte are cut off.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        foreach (var (suffix, unit) in _units)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                if (!decimal.TryParse(text.AsSpan(0, text.Length - suffix.Length).TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    || number > (1L << 40) / unit)
                {
                    return false;
                }

                bytes = (long)(number * unit);
                return true;
            }
        }

        return false;
    }

    /// <summary>The shortest exact text, in binary units with at most three decimals.</summary>
    public static string Format(long bytes)
    {
        foreach (var (suffix, unit) in _units.Take(3))
        {
            if (bytes >= unit && bytes * 1000 % unit == 0)
            {
                return ((decimal)bytes / unit).ToString("0.###", CultureInfo.InvariantCulture) + suffix;
            }
        }

        return bytes.ToString(CultureInfo.InvariantCulture) + "B";
    }
}
