using System.Globalization;
using Google.Protobuf;

namespace TetraBridge.Sources.GrpcStream.Request;

/// <summary>What is asked of the agent: GetEventsRequest.</summary>
/// <param name="Allow">Only events that match one of these; empty: all.</param>
/// <param name="Deny">No events that match one of these.</param>
/// <param name="Fields">Which fields are sent; empty: all.</param>
internal sealed record AgentRequest(IReadOnlyList<EventFilter> Allow, IReadOnlyList<EventFilter> Deny, IReadOnlyList<FieldSelection> Fields)
{
    /// <summary>Everything.</summary>
    public static AgentRequest Everything { get; } = new([], [], []);

    /// <summary>The request on the wire.</summary>
    public byte[] Encode() => Message(output =>
    {
        foreach (var filter in Allow)
        {
            Write(output, 1, Encode(filter));
        }

        foreach (var filter in Deny)
        {
            Write(output, 2, Encode(filter));
        }

        foreach (var selection in Fields)
        {
            Write(output, 4, Encode(selection));
        }
    });

    private static byte[] Encode(EventFilter filter) => Message(output =>
    {
        foreach (var key in EventFilterKeys.All)
        {
            foreach (var value in filter.Values.GetValueOrDefault(key.Name, []))
            {
                Write(output, key, value);
            }
        }
    });

    private static byte[] Encode(FieldSelection selection) => Message(output =>
    {
        foreach (var kind in selection.Events)
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteInt32(EventFilterKeys.Events[kind]);
        }

        Write(output, 2, Message(mask =>
        {
            foreach (var field in selection.Fields)
            {
                mask.WriteTag(1, WireFormat.WireType.LengthDelimited);
                mask.WriteString(field);
            }
        }));
        output.WriteTag(3, WireFormat.WireType.Varint);
        output.WriteInt32(selection.IsExclude ? 1 : 0);
    });

    private static void Write(CodedOutputStream output, EventFilterKey key, string value)
    {
        switch (key.Type)
        {
            case EventFilterType.Numbers:
                output.WriteTag(key.Number, WireFormat.WireType.Varint);
                output.WriteUInt32(uint.Parse(value, CultureInfo.InvariantCulture));
                break;
            case EventFilterType.Events:
                output.WriteTag(key.Number, WireFormat.WireType.Varint);
                output.WriteInt32(EventFilterKeys.Events[value]);
                break;
            case EventFilterType.Capabilities:
                Write(output, key.Number, Message(filter => Write(filter, key.Inner[0], Message(set =>
                {
                    set.WriteTag(key.Inner[1], WireFormat.WireType.Varint);
                    set.WriteInt32(EventFilterKeys.Capabilities[value]);
                }))));
                break;
            case EventFilterType.Truth:
                Write(output, key.Number, value == "true" ? [8, 1] : []);
                break;
            default:
                output.WriteTag(key.Number, WireFormat.WireType.LengthDelimited);
                output.WriteString(value);
                break;
        }
    }

    private static void Write(CodedOutputStream output, int number, byte[] message)
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(message));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            write(output);
        }

        return bytes.ToArray();
    }
}
