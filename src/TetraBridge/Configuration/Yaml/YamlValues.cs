using System.Globalization;
using TetraBridge.Configuration.Units;
using TetraBridge.Events;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads single values. Each reports what is wrong and then returns null.</summary>
internal static class YamlValues
{
    /// <summary>A text that isn't empty.</summary>
    public static string? Text(ConfigNode node, YamlReading reading)
    {
        if (node.Kind != ConfigNodeKind.Scalar)
        {
            reading.Mistakes.Add(node, $"a single value is expected here, not a {(node.Kind == ConfigNodeKind.Map ? "map" : "list")}");
            return null;
        }

        if (node.IsEmpty || node.Text.Length == 0)
        {
            reading.Mistakes.Add(node, "a value is missing here");
            return null;
        }

        return EnvironmentReferences.Expand(node, reading);
    }

    /// <summary>A path, made absolute from the file's folder.</summary>
    public static string? FilePath(ConfigNode node, YamlReading reading)
    {
        if (Text(node, reading) is not { } path)
        {
            return null;
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            reading.Mistakes.Add(node, "a path can't hold the NUL character");
            return null;
        }

        return Path.GetFullPath(path, reading.Folder);
    }

    /// <summary>true or false.</summary>
    public static bool? Truth(ConfigNode node, YamlReading reading)
    {
        switch (Text(node, reading))
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            default:
                reading.Mistakes.Add(node, $"`{node.Text}` is neither true nor false");
                return null;
        }
    }

    /// <summary>A duration between two bounds.</summary>
    public static Func<ConfigNode, YamlReading, TimeSpan?> Duration(TimeSpan least, TimeSpan most) => (node, reading) =>
    {
        if (Text(node, reading) is not { } text)
        {
            return null;
        }

        if (!DurationText.TryParse(text, out var duration))
        {
            reading.Mistakes.Add(node, $"`{node.Text}` is not {DurationText.Form}");
            return null;
        }

        return InRange(duration, least, most, DurationText.Format, node, reading);
    };

    /// <summary>A size in bytes between two bounds.</summary>
    public static Func<ConfigNode, YamlReading, long?> Size(long least, long most) => (node, reading) =>
    {
        if (Text(node, reading) is not { } text)
        {
            return null;
        }

        if (!SizeText.TryParse(text, out var bytes))
        {
            reading.Mistakes.Add(node, $"`{node.Text}` is not {SizeText.Form}");
            return null;
        }

        return InRange(bytes, least, most, SizeText.Format, node, reading);
    };

    /// <summary>A whole number between two bounds.</summary>
    public static Func<ConfigNode, YamlReading, int?> Number(int least, int most) => (node, reading) =>
    {
        if (Text(node, reading) is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            reading.Mistakes.Add(node, $"`{node.Text}` is not a whole number from {least} to {most}");
            return null;
        }

        return InRange(number, least, most, n => n.ToString(CultureInfo.InvariantCulture), node, reading);
    };

    /// <summary>One of the names of a table.</summary>
    public static Func<ConfigNode, YamlReading, T?> Choice<T>(IReadOnlyList<(string Name, T Value)> table)
        where T : struct => (node, reading) =>
    {
        if (Text(node, reading) is not { } text)
        {
            return null;
        }

        foreach (var (name, value) in table)
        {
            if (name == text)
            {
                return value;
            }
        }

        reading.Mistakes.Add(node, $"`{node.Text}` is not known here{NearestSpelling.Hint(text, [.. table.Select(t => t.Name)])}");
        return null;
    };

    /// <summary>A severity name, in any case.</summary>
    public static Severity? SeverityName(ConfigNode node, YamlReading reading)
    {
        if (Text(node, reading) is not { } text)
        {
            return null;
        }

        if (!SeverityNames.TryParse(text, out var severity))
        {
            reading.Mistakes.Add(node, $"`{node.Text}` is not a severity{NearestSpelling.Hint(text, SeverityNames.All)}");
            return null;
        }

        return severity;
    }

    /// <summary>One value or a list of them. Empty texts are let through where <paramref name="emptyIsValue"/>.</summary>
    public static IReadOnlyList<string> Texts(ConfigNode node, YamlReading reading, bool emptyIsValue = false)
    {
        var texts = new List<string>();
        foreach (var item in node.Kind == ConfigNodeKind.List ? node.Items : [node])
        {
            if (emptyIsValue && item is { Kind: ConfigNodeKind.Scalar, Quoted: true, Text: "" })
            {
                texts.Add("");
            }
            else if (Text(item, reading) is { } text)
            {
                texts.Add(text);
            }
        }

        if (node is { Kind: ConfigNodeKind.List, Items.Count: 0 })
        {
            reading.Mistakes.Add(node, "the list is empty: leave the key out, or write values");
        }

        return texts;
    }

    /// <summary>One or several names that must be among the choices.</summary>
    public static IReadOnlyList<string> Names(ConfigNode node, YamlReading reading, IReadOnlyList<string> choices, string what)
    {
        var names = Texts(node, reading);
        foreach (var item in node.Kind == ConfigNodeKind.List ? node.Items : [node])
        {
            // What refers to the environment is checked by what it stands for, and told as it is written.
            var name = item.Kind == ConfigNodeKind.Scalar && !item.IsEmpty
                ? EnvironmentReferences.Expand(item, reading with { Mistakes = new MistakeList("") })
                : null;
            if (name is { Length: > 0 } && !choices.Contains(name))
            {
                reading.Mistakes.Add(item, $"unknown {what} `{item.Text}`{NearestSpelling.Hint(item.Text, choices)}");
            }
        }

        return names;
    }

    private static T? InRange<T>(T value, T least, T most, Func<T, string> format, ConfigNode node, YamlReading reading)
        where T : struct, IComparable<T>
    {
        if (value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0)
        {
            return value;
        }

        reading.Mistakes.Add(node, $"`{node.Text}` is out of range: {format(least)} to {format(most)}");
        return null;
    }
}
