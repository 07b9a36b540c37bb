using TetraBridge.Events;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Records;

/// <summary>A record of our own (a gap, a dead letter's notice): told to each route beside the events, off the hot path.</summary>
/// <param name="EventName">As `tetrabridge.gap`.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Body">One sentence; its content is escaped already.</param>
/// <param name="Uid">The record's uid, from its reason and positions, so that telling it again gives the same.</param>
/// <param name="Time">Nanoseconds since 1970.</param>
/// <param name="Attributes">Attributes: values are string, long, bool or a list of strings, as the key's type says.</param>
internal sealed record BridgeRecord(
    string EventName,
    Severity Severity,
    string Body,
    UInt128 Uid,
    long Time,
    IReadOnlyList<KeyValuePair<AttributeKey, object>> Attributes);
