namespace TetraBridge.Records.Attributes;

/// <summary>
/// What becomes of a field's leaves in a record; where a record is full, the roles are rolled up from <see cref="NamelessOfParent"/>
/// backwards (decisions 4).
/// </summary>
internal enum FieldRole
{
    /// <summary>Told under the names of its rows, never rolled up.</summary>
    Kept,

    /// <summary>Told under the names of its rows, rolled up last.</summary>
    Named,

    /// <summary>Told under its path, rolled up second where a record is full: the process's.</summary>
    NamelessOfProcess,

    /// <summary>Told under its path, rolled up first where a record is full: the parent's.</summary>
    NamelessOfParent,

    /// <summary>Always rolled up: ancestors, and what the API does not have.</summary>
    RolledUp,

    /// <summary>Part of the resource, of the time, or of what code derives (<see cref="RecordKeys"/>).</summary>
    Elsewhere,

    /// <summary>Part of the JSON of hook arguments.</summary>
    InArguments,
}
