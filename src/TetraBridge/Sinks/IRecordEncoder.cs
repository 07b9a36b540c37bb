namespace TetraBridge.Sinks;

/// <summary>Appends records to the open batch in a sink's format. One a route; not thread-safe.</summary>
internal interface IRecordEncoder
{
}
