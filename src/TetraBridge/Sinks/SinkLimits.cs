namespace TetraBridge.Sinks;

/// <summary>What a destination can take.</summary>
/// <param name="RequestBytes">Most bytes of a request, before compression.</param>
/// <param name="RequestRecords">Most records of a request.</param>
/// <param name="RecordAttributes">Most attributes of a record (decisions 4); int.MaxValue: no limit.</param>
/// <param name="RecordBytes">Most bytes of a record; int.MaxValue: no limit.</param>
/// <param name="InFlight">How many requests may be under way at once; 1 keeps strict order.</param>
internal sealed record SinkLimits(int RequestBytes, int RequestRecords, int RecordAttributes, int RecordBytes, int InFlight);
