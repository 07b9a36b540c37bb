namespace TetraBridge.Events;

/// <summary>A field of a message of Tetragon's API.</summary>
/// <param name="Name">The proto name, which is the key in the export file: exec_id, and ProgType where the API itself mixes its
/// cases.</param>
/// <param name="Number">The number on the wire, 1 or more.</param>
/// <param name="Type">The type of the value, or of each value where it is repeated.</param>
/// <param name="Repeated">Whether it is a list; a map is none.</param>
/// <param name="Message">The name of the message that a value is, for <see cref="ApiFieldType.Message"/> only; in <see
/// cref="ApiMessages.All"/>.</param>
/// <param name="Oneof">The name of the group of which one field at most is set, or null.</param>
/// <param name="Enum">The name of the enum that a value is of, for <see cref="ApiFieldType.Enum"/> only; in <see
/// cref="ApiEnums.All"/>.</param>
internal sealed record ApiField(
    string Name,
    int Number,
    ApiFieldType Type,
    bool Repeated = false,
    string? Message = null,
    string? Oneof = null,
    string? Enum = null);
