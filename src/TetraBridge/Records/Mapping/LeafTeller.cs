using System.Buffers.Text;
using TetraBridge.Buffers;
using TetraBridge.Events;
using TetraBridge.Events.Json;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Records.Mapping;

/// <summary>Tells one leaf as one attribute, in the form that the table names. Not thread-safe.</summary>
internal sealed class LeafTeller
{
    private readonly ByteBuffer _scratch = new(4096);

    /// <summary>
    /// Writes the attribute; false where the value does not fit the form (a number that is none), so that it must be told elsewhere.
    /// </summary>
    public bool TryTell(FieldAttribute attribute, LeafKind kind, ReadOnlySpan<byte> value, IRecordWriter writer)
    {
        var key = attribute.Key;
        switch (attribute.Form)
        {
            case AttributeForm.Text:
            case AttributeForm.Digits:
                writer.Text(key, value);
                return true;
            case AttributeForm.Number:
                if (!Utf8Parser.TryParse(value, out long number, out var used) || used != value.Length)
                {
                    return false;
                }

                writer.Number(key, number);
                return true;
            case AttributeForm.Flag:
                writer.Flag(key, kind == LeafKind.True);
                return true;
            case AttributeForm.Words:
            case AttributeForm.Names:
            case AttributeForm.Capabilities:
                List(attribute, value, writer);
                return true;
            case AttributeForm.CapabilityBits:
                return CapabilityBits(key, value, writer);
            case AttributeForm.EnumName:
                LowerCase(key, value.StartsWith(attribute.Prefix) ? value[attribute.Prefix.Length..] : value, writer);
                return true;
            case AttributeForm.BaseName:
                return BaseName(key, value, writer);
            case AttributeForm.Hex:
                return Hex(key, value, writer);
            case AttributeForm.UntilNul:
                return UntilNul(key, value, writer);
            case AttributeForm.Json:
                _scratch.Clear();
                JsonText.Compact(value, _scratch);
                writer.Text(key, _scratch.Written);
                return true;
            case AttributeForm.Count:
                writer.Number(key, Count(value));
                return true;
            case AttributeForm.NetworkType:
                return NetworkType(key, value, writer);
            default:
                throw new InvalidOperationException($"The form {attribute.Form} has no code.");
        }
    }

    private static bool BaseName(AttributeKey key, ReadOnlySpan<byte> path, IRecordWriter writer)
    {
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        if (!name.IsEmpty)
        {
            writer.Text(key, name);
        }

        // The path itself is told beside.
        return true;
    }

    // What follows a NUL other than NULs is content: told elsewhere.
    private static bool UntilNul(AttributeKey key, ReadOnlySpan<byte> value, IRecordWriter writer)
    {
        var text = value.TrimEnd((byte)0);
        if (text.IsEmpty || text.Contains((byte)0))
        {
            return false;
        }

        writer.Text(key, text);
        return true;
    }

    private void List(FieldAttribute attribute, ReadOnlySpan<byte> value, IRecordWriter writer)
    {
        var repeating = writer as IRepeatingWriter;
        if (repeating?.TryRepeat(attribute.Key, value) == true)
        {
            return;
        }

        if (attribute.Form == AttributeForm.Words)
        {
            Words(attribute.Key, value, writer);
        }
        else
        {
            Names(attribute.Key, value, attribute.Form == AttributeForm.Capabilities, writer);
        }

        repeating?.Keep(attribute.Key, value);
    }

    private static void Words(AttributeKey key, ReadOnlySpan<byte> value, IRecordWriter writer)
    {
        writer.BeginList(key);
        foreach (var word in value.Split((byte)' '))
        {
            if (!value[word].IsEmpty)
            {
                writer.Item(value[word]);
            }
        }

        writer.EndList();
    }

    private void Names(AttributeKey key, ReadOnlySpan<byte> json, bool capabilities, IRecordWriter writer)
    {
        writer.BeginList(key);
        var items = new JsonItems(json);
        while (items.Next())
        {
            _scratch.Clear();
            if (capabilities && items.IsString && !items.Value.StartsWith("CAP_"u8))
            {
                _scratch.Write("CAP_"u8);
            }

            var room = _scratch.Reserve(items.Value.Length);
            if (items.IsString)
            {
                _scratch.Advance(JsonText.Unescape(items.Value, room));
            }
            else
            {
                _scratch.Write(items.Value);
            }

            writer.Item(_scratch.Written);
        }

        writer.EndList();
    }

    private static bool CapabilityBits(AttributeKey key, ReadOnlySpan<byte> value, IRecordWriter writer)
    {
        if (!Utf8Parser.TryParse(value, out ulong bits, out var used, 'x') || used != value.Length)
        {
            return false;
        }

        writer.BeginList(key);
        for (var bit = 0; bit < 64; bit++)
        {
            if ((bits & (1UL << bit)) != 0)
            {
                writer.Item(CapabilityNames.Of(bit));
            }
        }

        writer.EndList();
        return true;
    }

    private static void LowerCase(AttributeKey key, ReadOnlySpan<byte> value, IRecordWriter writer)
    {
        Span<byte> lower = stackalloc byte[64];
        if (value.Length > lower.Length)
        {
            writer.Text(key, value);
            return;
        }

        System.Text.Ascii.ToLower(value, lower, out var written);
        writer.Text(key, written == value.Length ? lower[..written] : value);
    }

    private bool Hex(AttributeKey key, ReadOnlySpan<byte> base64, IRecordWriter writer)
    {
        _scratch.Clear();
        var room = _scratch.Reserve(Base64.GetMaxDecodedFromUtf8Length(base64.Length) * 3);
        if (Base64.DecodeFromUtf8(base64, room, out _, out var length) != System.Buffers.OperationStatus.Done
            || !Convert.TryToHexStringLower(room[..length], room[length..], out var written))
        {
            return false;
        }

        writer.Text(key, room.Slice(length, written));
        return true;
    }

    private static long Count(ReadOnlySpan<byte> json)
    {
        var count = 0L;
        var items = new JsonItems(json);
        while (items.Next())
        {
            count++;
        }

        return count;
    }

    private static bool NetworkType(AttributeKey key, ReadOnlySpan<byte> family, IRecordWriter writer)
    {
        if (family.SequenceEqual("AF_INET"u8))
        {
            writer.Text(key, "ipv4"u8);
        }
        else if (family.SequenceEqual("AF_INET6"u8))
        {
            writer.Text(key, "ipv6"u8);
        }

        // Another family is in the arguments' JSON: the convention has no word for it.
        return true;
    }
}
