using TetraBridge.Events;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>
/// How a message of the wire is written as JSON: its fields in the order in which protojson writes them, which is that of their
/// declaration. Never changed: safe for all threads.
/// </summary>
internal sealed class MessagePlan
{
    private const int Small = 64;

    private readonly sbyte[] _small = new sbyte[Small];
    private readonly Dictionary<int, int> _large = [];

    private MessagePlan(ApiMessage message, Dictionary<string, MessagePlan> made)
    {
        var oneofs = message.Fields.Select(field => field.Oneof).Where(oneof => oneof is not null).Distinct().ToList();
        Fields = [.. message.Fields.Select(field => new FieldPlan(field, oneofs.IndexOf(field.Oneof), field.Message is null ? null : Of(field.Message, made)))];
        Array.Fill(_small, (sbyte)-1);
        for (var i = 0; i < Fields.Length; i++)
        {
            if (Fields[i].Number < Small)
            {
                _small[Fields[i].Number] = (sbyte)i;
            }
            else
            {
                _large.Add(Fields[i].Number, i);
            }
        }
    }

    /// <summary>The plan of an event.</summary>
    public static MessagePlan Event { get; } = Of(ApiMessages.GetEventsResponse.Name, []);

    /// <summary>The fields in the order in which they are written.</summary>
    public FieldPlan[] Fields { get; }

    /// <summary>The index of a field by its number on the wire; -1: the API has none such.</summary>
    public int Find(int number) => number < Small ? _small[number] : _large.GetValueOrDefault(number, -1);

    // The API nests no message in itself; if one ever did, this would not end, and each test would tell.
    private static MessagePlan Of(string name, Dictionary<string, MessagePlan> made)
    {
        if (!made.TryGetValue(name, out var plan))
        {
            plan = new MessagePlan(ApiMessages.All[name], made);
            made.Add(name, plan);
        }

        return plan;
    }
}
