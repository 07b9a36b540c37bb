using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TetraBridge.Events.Json;

/// <summary>
/// A place in JSON text that is read once from front to back: strict (RFC 8259), without allocation. A mistake makes it broken, and nothing
/// is found any more. Positions are offsets in the buffer. The text must stay pinned and be valid UTF-8.
/// </summary>
internal unsafe ref struct JsonCursor
{
    private readonly byte* _text;
    private readonly int _end;
    private readonly int _bufferEnd;
    private int _at;
    private bool _broken;
    private bool _first;

    /// <summary>Begins at a place; reads to <paramref name="end"/>, and may look ahead to the end of the buffer.</summary>
    public JsonCursor(byte* text, int start, int end, int bufferEnd)
    {
        _text = text;
        _at = start;
        _end = end;
        _bufferEnd = bufferEnd;
    }

    /// <summary>Where it is.</summary>
    public readonly int At => _at;

    /// <summary>True once something was no JSON.</summary>
    public readonly bool IsBroken => _broken;

    /// <summary>What is left of the text.</summary>
    public readonly ReadOnlySpan<byte> Rest => new(_text + _at, _end - _at);

    /// <summary>Passes a value that is known to be whole and this long.</summary>
    public void Pass(int length)
    {
        _at += length;
        _first = false;
    }

    /// <summary>Goes back to a place that was passed: the start of a value.</summary>
    public void GoBack(int at) => _at = at;

    /// <summary>The first byte of the token that comes next, -1 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Peek() => _at < _end && _text[_at] > (byte)' ' ? _text[_at] : PeekBehindBlanks();

    /// <summary>Enters an object or array if one begins here.</summary>
    public bool TryEnter(char bracket)
    {
        if (Peek() != bracket)
        {
            return false;
        }

        _at++;
        _first = true;
        return true;
    }

    /// <summary>Enters the object or array that begins here, at the given depth (the outermost has 1).</summary>
    public bool Enter(char bracket, int depth)
    {
        if (depth > EventReader.MaxDepth || !TryEnter(bracket))
        {
            return Break();
        }

        return true;
    }

    /// <summary>
    /// Takes the next member if its key is this one, written without blanks, and its value too where it is a string without escapes or a
    /// plain number: the usual case, in one go and in locals, since this is where the time goes. Where it says No nothing has changed, and
    /// a look-up must do.
    /// </summary>
    public ExpectedMember TryMember(FieldNode field, out int start, out int length)
    {
        var text = _text;
        var at = _at;
        start = length = 0;

        // `,"key":` or, first in its object, `"key":`. Near the buffer's end vectors can't be loaded.
        if (at + 1 + Vector256<byte>.Count > _bufferEnd || (!_first && text[at++] != ',') || !field.Begins(Vector256.Load(text + at)))
        {
            return ExpectedMember.No;
        }

        at += field.ExpectedLength;
        if (at >= _end)
        {
            return ExpectedMember.No;
        }

        _first = false;
        _at = at;
        var first = text[at];
        if (field.TakesText && first == '"')
        {
            start = at + 1;
            for (var stop = start; stop + Vector256<byte>.Count <= _bufferEnd; stop += Vector256<byte>.Count)
            {
                var mask = Stops(Vector256.Load(text + stop));
                if (mask != 0)
                {
                    stop += BitOperations.TrailingZeroCount(mask);
                    if (text[stop] != '"' || stop >= _end)
                    {
                        break;
                    }

                    length = stop - start;
                    _at = stop + 1;
                    return ExpectedMember.Text;
                }
            }
        }
        else if (field.TakesNumber && first is >= (byte)'1' and <= (byte)'9')
        {
            var stop = at + 1;
            while (stop < _end && text[stop] is >= (byte)'0' and <= (byte)'9')
            {
                stop++;
            }

            if (stop < _end && text[stop] is (byte)',' or (byte)'}')
            {
                start = at;
                length = stop - at;
                _at = stop;
                return ExpectedMember.Number;
            }
        }

        return ExpectedMember.Key;
    }

    /// <summary>Passes a string that begins right here, is short and has no escapes: the usual one. False changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryShortString(out int start, out int length)
    {
        start = _at + 1;
        if (start + Vector256<byte>.Count <= _bufferEnd && _text[_at] == '"')
        {
            var mask = Stops(Vector256.Load(_text + start));
            length = BitOperations.TrailingZeroCount(mask);
            if (mask != 0 && _text[start + length] == '"' && start + length < _end)
            {
                _at = start + length + 1;
                return true;
            }
        }

        length = 0;
        return false;
    }

    /// <summary>Steps to the value of the next member; false behind the last one, when the object's end has been passed.</summary>
    public bool NextMember(out int keyStart, out int keyLength, out bool keyIsEscaped)
    {
        keyStart = keyLength = 0;
        keyIsEscaped = false;
        if (!Next((byte)'}'))
        {
            return false;
        }

        if (!String(out keyStart, out keyLength, out keyIsEscaped) || Peek() != ':')
        {
            return Break();
        }

        _at++;
        return true;
    }

    /// <summary>Steps to the next item; false behind the last one, when the array's end has been passed.</summary>
    public bool NextItem() => Next((byte)']');

    /// <summary>Passes a null if one stands here.</summary>
    public bool TryNull()
    {
        if (Peek() != 'n')
        {
            return false;
        }

        Literal();
        return true;
    }

    /// <summary>Passes true, false or null.</summary>
    public bool Literal()
    {
        var rest = new ReadOnlySpan<byte>(_text + _at, _end - _at);
        var length = rest.StartsWith("true"u8) || rest.StartsWith("null"u8) ? 4 : rest.StartsWith("false"u8) ? 5 : 0;
        _at += length;
        return length > 0 || Break();
    }

    /// <summary>Passes a number.</summary>
    public bool Number()
    {
        var at = _at;
        if (at < _end && _text[at] == '-')
        {
            at++;
        }

        var digits = at;
        at = Digits(at);
        if (at == digits || (at > digits + 1 && _text[digits] == '0'))
        {
            return Break();
        }

        if (at < _end && _text[at] == '.')
        {
            digits = at + 1;
            at = Digits(digits);
            if (at == digits)
            {
                return Break();
            }
        }

        if (at < _end && (_text[at] | 0x20) == 'e')
        {
            at++;
            at += at < _end && _text[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            digits = at;
            at = Digits(at);
            if (at == digits)
            {
                return Break();
            }
        }

        _at = at;
        return true;
    }

    /// <summary>Passes a string and tells what is between its quotes.</summary>
    public bool String(out int start, out int length, out bool isEscaped)
    {
        isEscaped = false;
        if (_at < _end && TryShortString(out start, out length))
        {
            return true;
        }

        start = length = 0;
        if (Peek() != '"')
        {
            return Break();
        }

        start = _at + 1;
        var at = start;
        while (true)
        {
            at = EndOfPlain(at);
            if (at >= _end)
            {
                return Break();
            }

            if (_text[at] == '"')
            {
                length = at - start;
                _at = at + 1;
                return true;
            }

            var escape = _text[at] == '\\' ? EscapeLength(at) : 0;
            if (escape == 0)
            {
                return Break();
            }

            isEscaped = true;
            at += escape;
        }
    }

    /// <summary>Passes a value of any kind; an object or array is at the given depth (the outermost has 1).</summary>
    public void SkipValue(int depth)
    {
        switch (Peek())
        {
            case '{':
                if (Enter('{', depth))
                {
                    while (NextMember(out _, out _, out _))
                    {
                        SkipValue(depth + 1);
                    }
                }

                break;
            case '[':
                if (Enter('[', depth))
                {
                    while (NextItem())
                    {
                        SkipValue(depth + 1);
                    }
                }

                break;
            case '"':
                String(out _, out _, out _);
                break;
            case 't' or 'f' or 'n':
                Literal();
                break;
            default:
                Number();
                break;
        }
    }

    /// <summary>Nothing but blanks may follow.</summary>
    public void End()
    {
        if (Peek() >= 0)
        {
            Break();
        }
    }

    // Behind a value, or the opening bracket: the comma before the next one, or the end.
    private bool Next(byte close)
    {
        if (_broken)
        {
            return false;
        }

        var next = Peek();
        if (next == close)
        {
            _at++;
            _first = false;
            return false;
        }

        if (!_first)
        {
            if (next != ',')
            {
                return Break();
            }

            _at++;
            next = Peek();
            if (next == close)
            {
                return Break();
            }
        }

        _first = false;
        return next >= 0 || Break();
    }

    private int PeekBehindBlanks()
    {
        while (_at < _end && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }

        return _at < _end ? _text[_at] : -1;
    }

    // A bit for each quote, backslash and control character.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Stops(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\')) | Vector256.LessThan(bytes, Vector256.Create((byte)0x20)))
            .ExtractMostSignificantBits();

    // The first quote, backslash or control character at or behind a place; strings are mostly shorter than one vector.
    private readonly int EndOfPlain(int at)
    {
        while (at + Vector256<byte>.Count <= _bufferEnd)
        {
            var mask = Stops(Vector256.Load(_text + at));
            if (mask != 0)
            {
                return at + BitOperations.TrailingZeroCount(mask);
            }

            at += Vector256<byte>.Count;
            if (at >= _end)
            {
                return _end;
            }
        }

        while (at < _end && _text[at] is not ((byte)'"' or (byte)'\\' or < 0x20))
        {
            at++;
        }

        return at;
    }

    private readonly int EscapeLength(int at)
    {
        if (at + 1 >= _end)
        {
            return 0;
        }

        switch (_text[at + 1])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return 2;
            case (byte)'u' when at + 6 <= _end:
                for (var i = at + 2; i < at + 6; i++)
                {
                    if (!char.IsAsciiHexDigit((char)_text[i]))
                    {
                        return 0;
                    }
                }

                return 6;
            default:
                return 0;
        }
    }

    private readonly int Digits(int at)
    {
        while (at < _end && _text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at;
    }

    private bool Break()
    {
        _broken = true;
        _at = _end;
        return false;
    }
}
