using System.Text.Unicode;
using TetraBridge.Events.Json;

namespace TetraBridge.Events;

/// <summary>
/// Reads one line into an event: known fields as slices, unknown ones kept by path, both of Tetragon's JSON dialects, keys in any order.
/// Never throws on content. Not thread-safe. Written by hand for speed: it expects the key that came next the last time (protojson's order
/// is nearly constant) and looks up only on a miss; its slow twin on Utf8JsonReader is the tests' oracle.
/// </summary>
internal sealed unsafe class EventReader
{
    /// <summary>How deep JSON may be nested: the API needs 9 levels.</summary>
    public const int MaxDepth = 64;

    private readonly EventSchema _schema = EventSchema.Instance;
    private readonly ExpectedKeys _expected = new();
    private readonly RepeatedTexts _repeated = new();
    private readonly RepeatedPods _pods = new();
    private byte[] _buffer = [];
    private TetragonEvent _event = new();

    /// <summary>Fills the event from a line without its newline; says what is wrong, if anything.</summary>
    public LineProblem Read(byte[] buffer, int start, int length, TetragonEvent into)
    {
        var line = buffer.AsSpan(start, length);
        var lead = line.IndexOfAnyExcept(" \t\r\n"u8);
        if (lead < 0)
        {
            return LineProblem.Blank;
        }

        line = line[lead..].TrimEnd(" \t\r\n"u8);
        var prefix = 0;
        if (line[0] != (byte)'{')
        {
            prefix = ContainerPrefix.Length(line, out var partial);
            if (partial)
            {
                return LineProblem.SplitByRuntime;
            }
        }

        line = line[prefix..];
        if (!Utf8.IsValid(line))
        {
            return LineProblem.NotUtf8;
        }

        _buffer = buffer;
        _event = into;
        var origin = start + lead + prefix;
        into.Begin(buffer, origin, line.Length);
        fixed (byte* text = buffer)
        {
            var cursor = new JsonCursor(text, origin, origin + line.Length, buffer.Length);
            var problem = ReadLine(ref cursor);
            return !cursor.IsBroken ? problem : JsonText.IsDeeperThan(MaxDepth, line) ? LineProblem.TooDeep : LineProblem.NotJson;
        }
    }

    private LineProblem ReadLine(ref JsonCursor cursor)
    {
        if (!cursor.TryEnter('{'))
        {
            cursor.SkipValue(1);
            cursor.End();
            return LineProblem.NoEvent;
        }

        var problem = LineProblem.None;
        var kindSeen = false;
        var unknownKind = default((int Start, int Key, int KeyLength));
        var guess = 0;
        while (cursor.NextMember(out var keyStart, out var keyLength, out var keyIsEscaped))
        {
            if (problem != LineProblem.None)
            {
                cursor.SkipValue(2);
                continue;
            }

            var key = Key(keyStart, keyLength, keyIsEscaped);
            if (EventKinds.TryFind(key, out var kind))
            {
                problem = ReadKind(ref cursor, kind, ref kindSeen);
            }
            else if (_schema.Envelope.Find(key, guess) is >= 0 and var found)
            {
                guess = found + 1;
                ReadValue(ref cursor, _schema.Envelope.Children[found], default, key, 0, false, 2);
            }
            else if (cursor.Peek() == '{' && unknownKind == default && !keyIsEscaped)
            {
                unknownKind = (cursor.At, keyStart, keyLength);
                cursor.SkipValue(2);
            }
            else
            {
                AddUnknown(ref cursor, default, key, 2);
            }
        }

        cursor.End();
        if (problem == LineProblem.None && unknownKind != default && !cursor.IsBroken)
        {
            ReadUnknownObject(cursor, kindSeen, unknownKind);
            kindSeen = true;
        }

        return problem != LineProblem.None ? problem : !kindSeen ? LineProblem.NoEvent : _event.HasRepeatedKey ? LineProblem.Ambiguous : LineProblem.None;
    }

    private LineProblem ReadKind(ref JsonCursor cursor, EventKind kind, ref bool kindSeen)
    {
        if (cursor.TryNull())
        {
            return LineProblem.None;
        }

        if (kindSeen)
        {
            cursor.SkipValue(2);
            return LineProblem.Ambiguous;
        }

        kindSeen = true;
        _event.SetKind(kind, default);
        if (cursor.Peek() != '{')
        {
            cursor.SkipValue(2);
            return LineProblem.NoEvent;
        }

        ReadObject(ref cursor, _schema.Body, kind.Utf8(), 0, false, 2);
        return LineProblem.None;
    }

    // An object that neither the envelope nor the kinds have: beside a known kind a value, alone a kind of its own.
    private void ReadUnknownObject(JsonCursor cursor, bool beside, (int Start, int Key, int KeyLength) found)
    {
        var key = _buffer.AsSpan(found.Key, found.KeyLength);
        cursor.GoBack(found.Start);
        if (beside)
        {
            AddUnknown(ref cursor, default, key, 2);
        }
        else
        {
            _event.SetKind(EventKind.Unknown, key);
            ReadObject(ref cursor, _schema.Body, _event.KindName.ToArray(), 0, false, 2);
        }
    }

    private void ReadObject(ref JsonCursor cursor, FieldNode node, ReadOnlySpan<byte> path, int item, bool inArguments, int depth)
    {
        if (!cursor.Enter('{', depth))
        {
            return;
        }

        var children = node.Children;
        var last = -1;
        while (true)
        {
            var next = _expected.After(node, last);
            int start = 0, length = 0;
            var found = next < children.Length ? cursor.TryMember(children[next], out start, out length) : ExpectedMember.No;
            if (found != ExpectedMember.No)
            {
                last = next;
                var child = children[next];
                if (found == ExpectedMember.Key)
                {
                    ReadValue(ref cursor, child, path, child.Key, item, inArguments, depth + 1);
                }
                else if (length > 0)
                {
                    _event.Add(
                        child, found == ExpectedMember.Text ? LeafKind.Text : LeafKind.Number, inScratch: false, item, start, length);
                }

                continue;
            }

            if (!cursor.NextMember(out var keyStart, out var keyLength, out var keyIsEscaped))
            {
                return;
            }

            var key = Key(keyStart, keyLength, keyIsEscaped);
            var index = node.Find(key, last + 1);
            if (index >= 0)
            {
                _expected.Learn(node, last, index);
                ReadValue(ref cursor, children[index], path, key, item, inArguments, depth + 1);
                last = index;
            }
            else if (inArguments)
            {
                // The arguments' own JSON text keeps what the API does not have.
                cursor.SkipValue(depth + 1);
            }
            else
            {
                AddUnknown(ref cursor, path, key, depth + 1);
            }
        }
    }

    private void ReadValue(
        ref JsonCursor cursor, FieldNode field, ReadOnlySpan<byte> parent, ReadOnlySpan<byte> key, int item, bool inArguments, int depth)
    {
        var first = cursor.Peek();
        switch (field.Shape)
        {
            case FieldShape.Scalar when FieldTypes.Takes(field.Type, first):
                var (kind, inScratch, start, length) = Scalar(ref cursor, first);
                if (length > 0)
                {
                    _event.Add(field, kind, inScratch, item, start, length);
                }

                return;
            case FieldShape.Object when first == '{' && field.IsPod:
                ReadPod(ref cursor, field, depth);
                return;
            case FieldShape.Object when first == '{':
                ReadObject(ref cursor, field, field.PathUtf8, item, inArguments, depth);
                return;
            case FieldShape.ScalarList when first == '[':
            case FieldShape.Json when first is '[' or '{':
                AddContainer(ref cursor, field, item, depth);
                return;
            case FieldShape.ArgumentList when first == '[':
                ReadArguments(ref cursor, field, depth);
                return;
            case FieldShape.Argument when first == '{':
                var from = cursor.At;
                ReadObject(ref cursor, field, default, 0, true, depth);
                AddText(field, LeafKind.Json, from, cursor.At - from, 0, cursor.IsBroken);
                return;
        }

        if (cursor.TryNull())
        {
            return;
        }

        if (inArguments)
        {
            cursor.SkipValue(depth);
        }
        else
        {
            AddUnknown(ref cursor, parent, key, depth);
        }
    }

    private void ReadPod(ref JsonCursor cursor, FieldNode pod, int depth)
    {
        var from = cursor.At;
        var kept = _pods.Find(pod, cursor.Rest);
        var length = kept?.Tell(pod, cursor.Rest, from, _event) ?? 0;
        if (length > 0)
        {
            cursor.Pass(length);
            return;
        }

        var before = _event.Leaves.Length;
        ReadObject(ref cursor, pod, pod.PathUtf8, 0, false, depth);
        if (!cursor.IsBroken && !_event.HasRepeatedKey)
        {
            kept?.Keep(pod, _buffer.AsSpan(from, cursor.At - from), from, _event.Leaves[before..]);
        }
    }

    private void ReadArguments(ref JsonCursor cursor, FieldNode field, int depth)
    {
        var from = cursor.At;
        cursor.Enter('[', depth);
        for (var item = 0; cursor.NextItem(); item++)
        {
            if (cursor.Peek() == '{')
            {
                ReadObject(ref cursor, field, default, item, true, depth + 1);
            }
            else
            {
                cursor.SkipValue(depth + 1);
            }
        }

        AddText(field, LeafKind.Json, from, cursor.At - from, 0, cursor.IsBroken);
    }

    private void AddContainer(ref JsonCursor cursor, FieldNode field, int item, int depth)
    {
        var from = cursor.At;
        var known = _repeated.Match(field.Field, cursor.Rest);
        if (known > 0)
        {
            cursor.Pass(known);
        }
        else
        {
            cursor.SkipValue(depth);
            if (!cursor.IsBroken)
            {
                _repeated.Keep(field.Field, _buffer.AsSpan(from, cursor.At - from));
            }
        }

        AddText(field, field.Shape == FieldShape.ScalarList ? LeafKind.List : LeafKind.Json, from, cursor.At - from, item, cursor.IsBroken);
    }

    private void AddText(FieldNode field, LeafKind kind, int start, int length, int item, bool isBroken)
    {
        if (!isBroken && !IsEmptyContainer(start, length))
        {
            _event.Add(field, kind, inScratch: false, item, start, length);
        }
    }

    private void AddUnknown(ref JsonCursor cursor, ReadOnlySpan<byte> path, ReadOnlySpan<byte> key, int depth)
    {
        var first = cursor.Peek();
        if (first is '{' or '[')
        {
            var from = cursor.At;
            cursor.SkipValue(depth);
            if (!cursor.IsBroken && !IsEmptyContainer(from, cursor.At - from))
            {
                _event.AddUnknown(path, key, LeafKind.Json, inScratch: false, from, cursor.At - from);
            }
        }
        else if (!cursor.TryNull())
        {
            var (kind, inScratch, start, length) = Scalar(ref cursor, first);
            if (length > 0)
            {
                _event.AddUnknown(path, key, kind, inScratch, start, length);
            }
        }
    }

    private (LeafKind Kind, bool InScratch, int Start, int Length) Scalar(ref JsonCursor cursor, int first)
    {
        int start, length;
        switch (first)
        {
            case '"':
                if (!cursor.String(out start, out length, out var isEscaped))
                {
                    return default;
                }

                if (!isEscaped)
                {
                    return (LeafKind.Text, false, start, length);
                }

                length = JsonText.Unescape(_buffer.AsSpan(start, length), _event.Scratch(length));
                return (LeafKind.Text, true, _event.Took(length), length);
            case 't' or 'f':
                start = cursor.At;
                return cursor.Literal() ? (first == 't' ? LeafKind.True : LeafKind.False, false, start, cursor.At - start) : default;
            default:
                start = cursor.At;
                return cursor.Number() ? (LeafKind.Number, false, start, cursor.At - start) : default;
        }
    }

    private ReadOnlySpan<byte> Key(int start, int length, bool isEscaped)
    {
        var key = _buffer.AsSpan(start, length);
        if (!isEscaped)
        {
            return key;
        }

        var plain = new byte[length];
        return plain.AsSpan(0, JsonText.Unescape(key, plain));
    }

    private bool IsEmptyContainer(int start, int length) => _buffer.AsSpan(start + 1, length - 2).IndexOfAnyExcept(" \t\r\n"u8) < 0;
}
