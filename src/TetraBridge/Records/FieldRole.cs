namespace TetraBridge.Records;

/// <summary>What becomes of a field's leaves in a record.</summary>
internal enum FieldRole
{
    /// <summary>Told under the names of its rows.</summary>
    Named,

    /// <summary>Told under its path, rolled up third where a record is full: the process's.</summary>
    NamelessOfProcess,

    /// <summary>Told under its path, rolled up second where a record is full: the parent's.</summary>
    NamelessOfParent,

    /// <summary>Always rolled up: ancestors.</summary>
    RolledUp,

    /// <summary>Part of the resource, of the time, or of what code derives (<see cref="RecordKeys"/>).</summary>
    Elsewhere,

    /// <summary>Part of the JSON of hook arguments.</summary>
    InArguments,
}
