using System.Text.Json;
using System.Text.Unicode;
using TetraBridge.Events;
using TetraBridge.Events.Json;

namespace TetraBridge.Tests.Support;

/// <summary>
/// The slow twin of <see cref="EventReader"/>: the same reading on Utf8JsonReader, which knows JSON for itself. What the two say of any bytes must be the same.
/// </summary>
internal sealed class OracleEventReader
{
    private const int MaxDepth = EventReader.MaxDepth;

    private readonly EventSchema _schema = EventSchema.Instance;
    private byte[] _line = [];
    private int _origin;
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
        var prefix = line[0] == (byte)'{' ? 0 : ContainerPrefix.Length(line, out var partial) is var found && partial ? -1 : found;
        if (prefix < 0)
        {
            return LineProblem.SplitByRuntime;
        }

        line = line[prefix..];
        if (!Utf8.IsValid(line))
        {
            return LineProblem.NotUtf8;
        }

        _line = buffer;
        _origin = start + lead + prefix;
        _event = into;
        into.Begin(buffer, _origin, line.Length);

        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return ReadLine(ref reader);
        }
        catch (JsonException)
        {
            return JsonText.IsDeeperThan(MaxDepth, line) ? LineProblem.TooDeep : LineProblem.NotJson;
        }
    }

    private LineProblem ReadLine(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            reader.Read();
            return LineProblem.NoEvent;
        }

        var guess = 0;
        var kindSeen = false;
        var unknownKind = (Start: -1, Length: 0, Key: 0, KeyLength: 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Key(ref reader);
            if (EventKinds.TryFind(key, out var kind))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Null)
                {
                    continue;
                }

                if (kindSeen)
                {
                    reader.Skip();
                    return Finish(ref reader, LineProblem.Ambiguous);
                }

                kindSeen = true;
                _event.SetKind(kind, key);
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    reader.Skip();
                    return Finish(ref reader, LineProblem.NoEvent);
                }

                ReadObject(ref reader, _schema.Body, kind.Utf8(), item: 0, inArguments: false);
            }
            else if (Find(_schema.Envelope, key, ref guess) is { } field)
            {
                reader.Read();
                ReadValue(ref reader, field, key, default, item: 0, inArguments: false);
            }
            else
            {
                var keyStart = reader.ValueIsEscaped ? -1 : Offset(reader.TokenStartIndex) + 1;
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject && unknownKind.Start < 0 && keyStart >= 0)
                {
                    var start = Offset(reader.TokenStartIndex);
                    reader.Skip();
                    unknownKind = (start, Offset(reader.BytesConsumed) - start, keyStart, key.Length);
                }
                else
                {
                    AddUnknown(ref reader, default, key);
                }
            }
        }

        var problem = Finish(ref reader, LineProblem.None);
        if (problem == LineProblem.None && unknownKind.Start >= 0)
        {
            ReadUnknownObject(kindSeen, unknownKind);
            kindSeen = true;
        }

        return problem != LineProblem.None ? problem : !kindSeen ? LineProblem.NoEvent : _event.HasRepeatedKey ? LineProblem.Ambiguous : LineProblem.None;
    }

    // The rest of the line must be JSON too, whatever was found before.
    private static LineProblem Finish(ref Utf8JsonReader reader, LineProblem problem)
    {
        while (reader.Read())
        {
        }

        return problem;
    }

    // An object that neither the envelope nor the kinds have: beside a known kind a value, alone a kind of its own.
    private void ReadUnknownObject(bool beside, (int Start, int Length, int Key, int KeyLength) found)
    {
        var key = _line.AsSpan(found.Key, found.KeyLength);
        var reader = new Utf8JsonReader(_line.AsSpan(found.Start, found.Length), new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        (var origin, _origin) = (_origin, found.Start);
        if (beside)
        {
            AddUnknown(ref reader, default, key);
        }
        else
        {
            _event.SetKind(EventKind.Unknown, key);
            ReadObject(ref reader, _schema.Body, _event.KindName.ToArray(), item: 0, inArguments: false);
        }

        _origin = origin;
    }

    private void ReadObject(ref Utf8JsonReader reader, FieldNode node, scoped ReadOnlySpan<byte> path, int item, bool inArguments)
    {
        var guess = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Key(ref reader);
            var field = Find(node, key, ref guess);
            reader.Read();
            if (field is not null)
            {
                ReadValue(ref reader, field, key, path, item, inArguments);
            }
            else if (inArguments)
            {
                // The arguments' own JSON text keeps what the API does not have.
                reader.Skip();
            }
            else
            {
                AddUnknown(ref reader, path, key);
            }
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, FieldNode field, scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> parent, int item, bool inArguments)
    {
        var token = reader.TokenType;
        if (token == JsonTokenType.Null)
        {
            return;
        }

        switch (field.Shape)
        {
            case FieldShape.Scalar when Takes(field.Type, token):
                AddScalar(ref reader, field, item);
                break;
            case FieldShape.Object when token == JsonTokenType.StartObject:
                ReadObject(ref reader, field, field.PathUtf8, item, inArguments);
                break;
            case FieldShape.ScalarList when token == JsonTokenType.StartArray:
            case FieldShape.Json when token is JsonTokenType.StartArray or JsonTokenType.StartObject:
                AddContainer(ref reader, field, item);
                break;
            case FieldShape.ArgumentList when token == JsonTokenType.StartArray:
                ReadArguments(ref reader, field);
                break;
            case FieldShape.Argument when token == JsonTokenType.StartObject:
                var start = Offset(reader.TokenStartIndex);
                ReadObject(ref reader, field, default, item: 0, inArguments: true);
                AddText(field, LeafKind.Json, start, Offset(reader.BytesConsumed) - start, item: 0);
                break;
            default:
                if (inArguments)
                {
                    reader.Skip();
                }
                else
                {
                    AddUnknown(ref reader, parent, key);
                }

                break;
        }
    }

    private void ReadArguments(ref Utf8JsonReader reader, FieldNode field)
    {
        var start = Offset(reader.TokenStartIndex);
        for (var item = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; item++)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadObject(ref reader, field, default, item, inArguments: true);
            }
            else
            {
                reader.Skip();
            }
        }

        AddText(field, LeafKind.Json, start, Offset(reader.BytesConsumed) - start, item: 0);
    }

    private void AddScalar(ref Utf8JsonReader reader, FieldNode field, int item)
    {
        var (kind, inScratch, start, length) = Scalar(ref reader);
        if (length > 0)
        {
            _event.Add(field, kind, inScratch, item, start, length);
        }
    }

    private void AddContainer(ref Utf8JsonReader reader, FieldNode field, int item)
    {
        var start = Offset(reader.TokenStartIndex);
        reader.Skip();
        AddText(field, field.Shape == FieldShape.ScalarList ? LeafKind.List : LeafKind.Json, start, Offset(reader.BytesConsumed) - start, item);
    }

    private void AddText(FieldNode field, LeafKind kind, int start, int length, int item)
    {
        if (!IsEmptyContainer(start, length))
        {
            _event.Add(field, kind, inScratch: false, item, start, length);
        }
    }

    private void AddUnknown(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> path, scoped ReadOnlySpan<byte> key)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var start = Offset(reader.TokenStartIndex);
            reader.Skip();
            var length = Offset(reader.BytesConsumed) - start;
            if (!IsEmptyContainer(start, length))
            {
                _event.AddUnknown(path, key, LeafKind.Json, inScratch: false, start, length);
            }
        }
        else if (reader.TokenType != JsonTokenType.Null)
        {
            var (kind, inScratch, start, length) = Scalar(ref reader);
            if (length > 0)
            {
                _event.AddUnknown(path, key, kind, inScratch, start, length);
            }
        }
    }

    private (LeafKind Kind, bool InScratch, int Start, int Length) Scalar(ref Utf8JsonReader reader)
    {
        var start = Offset(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.ValueIsEscaped:
                var length = JsonText.Unescape(reader.ValueSpan, _event.Scratch(reader.ValueSpan.Length));
                return (LeafKind.Text, true, _event.Took(length), length);
            case JsonTokenType.String:
                return (LeafKind.Text, false, start + 1, reader.ValueSpan.Length);
            case JsonTokenType.Number:
                return (LeafKind.Number, false, start, reader.ValueSpan.Length);
            default:
                return (reader.TokenType == JsonTokenType.True ? LeafKind.True : LeafKind.False, false, start, reader.ValueSpan.Length);
        }
    }

    private static bool Takes(ApiFieldType type, JsonTokenType token) => type switch
    {
        ApiFieldType.Bool or ApiFieldType.BoolValue => token is JsonTokenType.True or JsonTokenType.False,
        ApiFieldType.String or ApiFieldType.Bytes or ApiFieldType.Timestamp or ApiFieldType.Duration => token == JsonTokenType.String,
        _ => token is JsonTokenType.String or JsonTokenType.Number,
    };

    private static FieldNode? Find(FieldNode node, ReadOnlySpan<byte> key, ref int guess)
    {
        var index = node.Find(key, guess);
        guess = index + 1;
        return index < 0 ? null : node.Children[index];
    }

    private static ReadOnlySpan<byte> Key(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        var key = new byte[reader.ValueSpan.Length];
        return key.AsSpan(0, JsonText.Unescape(reader.ValueSpan, key));
    }

    private bool IsEmptyContainer(int start, int length) => _line.AsSpan(start + 1, length - 2).IndexOfAnyExcept(" \t\r\n"u8) < 0;

    private int Offset(long inLine) => _origin + (int)inLine;
}
