using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TetraBridge.Configuration;

/// <summary>Writes YAML for people: two spaces a level, texts in double quotes with everything unusual escaped.</summary>
internal sealed class YamlText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>A line as it is.</summary>
    public void Line(string line) => _text.Append(' ', _depth * 2).Append(line).Append('\n');

    /// <summary>A key with a text; nothing where it is null.</summary>
    public void Value(string key, string? value)
    {
        if (value is not null)
        {
            Line($"{Key(key)}: {Quoted(value)}");
        }
    }

    /// <summary>A key with a number, a unit or a name of ours; nothing where it is null.</summary>
    public void Plain(string key, string? value)
    {
        if (value is not null)
        {
            Line($"{key}: {value}");
        }
    }

    /// <summary>A key with a list of texts; nothing where it is empty.</summary>
    public void List(string key, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            Line($"{key}: [{string.Join(", ", values.Select(Quoted))}]");
        }
    }

    /// <summary>A key with what <paramref name="content"/> writes below it; `{}` where it writes nothing.</summary>
    public void Section(string key, Action content)
    {
        Line($"{Key(key)}:");
        var before = _text.Length;
        _depth++;
        content();
        _depth--;
        if (_text.Length == before)
        {
            _text.Length--;
            _text.Append(" {}\n");
        }
    }

    /// <summary>A key with what <paramref name="write"/> writes of each item; nothing where there is none.</summary>
    public void Section<T>(string key, IReadOnlyCollection<T> items, Action<T> write)
    {
        if (items.Count > 0)
        {
            Section(key, () =>
            {
                foreach (var item in items)
                {
                    write(item);
                }
            });
        }
    }

    /// <summary>A key with a list of maps, each as <paramref name="write"/> writes it; nothing where there is none.</summary>
    public void Maps<T>(string key, IReadOnlyCollection<T> items, Action<T> write) => Section(key, items, item =>
    {
        Line("-");
        _depth++;
        write(item);
        _depth--;
    });

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Key(string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? key : Quoted(key);

    // A JSON string is a YAML string; the default encoder escapes all that a terminal could mistake, but quotes and the like too.
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
