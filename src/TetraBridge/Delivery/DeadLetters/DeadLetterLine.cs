using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace TetraBridge.Delivery.DeadLetters;

/// <summary>How a letter is written: a JSON object on a line of its own (decisions 5). Not thread-safe.</summary>
/// <param name="route">The route's name, told in each letter.</param>
internal sealed class DeadLetterLine(string route)
{
    private const int LargestLineKept = 1024 * 1024;

    private ArrayBufferWriter<byte> _line = new();

    /// <summary>The letter with its line, newline included; holds until the next call.</summary>
    public ReadOnlySpan<byte> Of(DeadLetter letter, ReadOnlySpan<byte> line)
    {
        // A long line now and then must not stay in memory for good.
        _line = _line.Capacity > LargestLineKept ? new ArrayBufferWriter<byte>() : _line;
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("route", route);
            json.WriteString("reason", letter.Reason);
            json.WriteString("words", letter.Words);
            Hex(json, "uid", letter.Uid);
            json.WriteString("file", letter.File);
            Hex(json, "fingerprint", letter.Fingerprint);
            json.WriteNumber("offset", letter.Offset);
            json.WriteNumber("length", letter.Length);
            Hex(json, "hash", letter.Hash);
            if (Utf8.IsValid(line))
            {
                json.WriteString("line", line);
            }
            else
            {
                json.WriteBase64String("line_base64", line);
            }

            json.WriteEndObject();
        }

        _line.Write("\n"u8);
        return _line.WrittenSpan;
    }

    private static void Hex(Utf8JsonWriter json, string name, UInt128? hash)
    {
        if (hash is { } value)
        {
            json.WriteString(name, value.ToString("x32", CultureInfo.InvariantCulture));
        }
    }
}
