using TetraBridge.Events;

namespace TetraBridge.Records.Attributes;

/// <summary>A row of the table of attributes: the value at a path is told under a name.</summary>
/// <param name="Path">The field's path in <see cref="EventSchema"/>.</param>
/// <param name="Name">The attribute's name.</param>
/// <param name="Form">How the value is told.</param>
/// <param name="Kind">Only for events of this kind; Unknown: for all.</param>
/// <param name="Function">Only for this hook function; empty: for all.</param>
/// <param name="Prefix">For <see cref="AttributeForm.EnumName"/>: what to take off.</param>
internal sealed record AttributeRow(
    string Path, string Name, AttributeForm Form, EventKind Kind = EventKind.Unknown, string Function = "", string Prefix = "");
