using System.Buffers;

namespace TetraBridge.Events.Json;

/// <summary>
/// Walks the items of a JSON array, or the keys and values of an object, in text known to be valid JSON. Strings come without quotes,
/// escapes still in them.
/// </summary>
internal ref struct JsonItems
{
    private static readonly SearchValues<byte> _afterScalar = SearchValues.Create(",]} \t\r\n"u8);

    private ReadOnlySpan<byte> _rest;

    /// <summary>Begins behind the opening bracket of the array or object.</summary>
    public JsonItems(ReadOnlySpan<byte> json) => _rest = json.Length > 0 ? json[1..] : json;

    /// <summary>In an object: the key.</summary>
    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>The value: a string's inside, or the text of anything else.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>True where the value is a string.</summary>
    public bool IsString { get; private set; }

    /// <summary>Steps to the next item of an array.</summary>
    public bool Next()
    {
        SkipBlanks();
        if (_rest.IsEmpty || _rest[0] is (byte)']' or (byte)'}')
        {
            return false;
        }

        Take();
        return true;
    }

    /// <summary>Steps to the next member of an object.</summary>
    public bool NextMember()
    {
        SkipBlanks();
        if (_rest.IsEmpty || _rest[0] == (byte)'}')
        {
            return false;
        }

        Take();
        Key = Value;
        SkipBlanks();
        Take();
        return true;
    }

    private void SkipBlanks()
    {
        var i = 0;
        while (i < _rest.Length && (_rest[i] <= (byte)' ' || _rest[i] is (byte)',' or (byte)':'))
        {
            i++;
        }

        _rest = _rest[i..];
    }

    private void Take()
    {
        IsString = _rest[0] == (byte)'"';
        if (IsString)
        {
            var end = JsonText.EndOfString(_rest[1..]);
            Value = _rest[1..(end + 1)];
            _rest = _rest[(end + 2)..];
            return;
        }

        var length = _rest[0] is (byte)'{' or (byte)'[' ? ContainerLength(_rest) : ScalarLength(_rest);
        Value = _rest[..length];
        _rest = _rest[length..];
    }

    private static int ScalarLength(ReadOnlySpan<byte> json)
    {
        var length = json.IndexOfAny(_afterScalar);
        return length < 0 ? json.Length : length;
    }

    private static int ContainerLength(ReadOnlySpan<byte> json)
    {
        var depth = 0;
        for (var i = 0; i < json.Length; i++)
        {
            switch (json[i])
            {
                case (byte)'"':
                    i += 1 + JsonText.EndOfString(json[(i + 1)..]);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    if (--depth == 0)
                    {
                        return i + 1;
                    }

                    break;
            }
        }

        return json.Length;
    }
}
