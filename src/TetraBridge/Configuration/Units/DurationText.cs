using System.Globalization;

namespace TetraBridge.Configuration.Units;

/// <summary>Durations as people write them: `500ms`, `10s`, `1.5m`, `2h`.</summary>
internal static class DurationText
{
    /// <summary>What to tell somebody who wrote something else.</summary>
    public const string Form = "a duration: a number and ms, s, m or h, for example 10s";

    // `ms` stands before `s` and `m`: the first suffix that fits wins.
    private static readonly (string Suffix, TimeSpan Unit)[] _units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>Reads a duration; at most 365 days, never negative.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach (var (suffix, unit) in _units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && decimal.TryParse(
                    text.AsSpan(0, text.Length - suffix.Length).TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                    out var number)
                && number <= TimeSpan.FromDays(365).Ticks / unit.Ticks)
            {
                duration = TimeSpan.FromTicks((long)(number * unit.Ticks));
                return true;
            }
        }

        duration = default;
        return false;
    }

    /// <summary>The shortest text that reads as the same duration.</summary>
    public static string Format(TimeSpan duration)
    {
        foreach (var (suffix, unit) in _units.Reverse())
        {
            if (duration.Ticks % unit.Ticks == 0 && duration >= unit)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / unit.Ticks}{suffix}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)duration.Ticks / TimeSpan.TicksPerMillisecond}ms");
    }
}
