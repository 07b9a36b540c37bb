using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using TetraBridge.Protos.Tetragon;

namespace TetraBridge.Tests.Support;

/// <summary>Events with random content in any of the API's fields, made through the descriptors.</summary>
internal static class RandomEvents
{
    private static readonly string[] _texts = ["", "a", "/usr/bin/x", "\"quoted\" \\ \n\t\r\b\f\u0001\u007f", "ü€😀", "</script>\u2028", "x=y"];

    /// <summary>An event; the same one for the same seed.</summary>
    public static GetEventsResponse Make(int seed) => (GetEventsResponse)Make(GetEventsResponse.Descriptor, new Random(seed), 0);

    private static IMessage Make(MessageDescriptor descriptor, Random random, int depth)
    {
        var message = descriptor.Parser.ParseFrom([]);
        foreach (var field in descriptor.Fields.InDeclarationOrder().OrderBy(_ => random.Next()))
        {
            if (random.Next(depth < 2 ? 3 : 5) > 0 && field.Name != "process")
            {
                continue;
            }

            if (field.IsMap)
            {
                var map = (IDictionary)field.Accessor.GetValue(message);
                for (var i = random.Next(4); i > 0; i--)
                {
                    map[_texts[random.Next(_texts.Length)] + i] = _texts[random.Next(_texts.Length)];
                }
            }
            else if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                for (var i = random.Next(4); i > 0; i--)
                {
                    list.Add(Value(field, random, depth));
                }
            }
            else
            {
                field.Accessor.SetValue(message, Value(field, random, depth));
            }
        }

        return message;
    }

    private static object Value(FieldDescriptor field, Random random, int depth) => field.FieldType switch
    {
        FieldType.String => _texts[random.Next(_texts.Length)],
        FieldType.Bytes => ByteString.CopyFrom(Bytes(random)),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Int32 => (int)Number(random),
        FieldType.UInt32 => (uint)Number(random),
        FieldType.Int64 => Number(random),
        FieldType.UInt64 => (ulong)Number(random),
        FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, random.Next(5) == 0 ? random.Next(-3, 500_000) : field.EnumType.Values[random.Next(field.EnumType.Values.Count)].Number),
        _ => Message(field.MessageType, random, depth),
    };

    private static object Message(MessageDescriptor type, Random random, int depth) => type.FullName switch
    {
        "google.protobuf.Timestamp" => new Timestamp
        {
            Seconds = random.NextInt64(-62_135_596_800, 253_402_300_800),
            Nanos = random.Next(4) switch { 0 => 0, 1 => random.Next(1000) * 1_000_000, 2 => random.Next(1_000_000) * 1000, _ => random.Next(1_000_000_000) },
        },
        "google.protobuf.UInt32Value" => (uint)Number(random),
        "google.protobuf.Int32Value" => (int)Number(random),
        "google.protobuf.BoolValue" => random.Next(2) == 0,
        _ => Make(type, random, depth + 1),
    };

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(9)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static long Number(Random random) => random.Next(5) switch { 0 => 0, 1 => random.Next(128), 2 => -1, 3 => random.Next(), _ => random.NextInt64(long.MinValue, long.MaxValue) };
}
