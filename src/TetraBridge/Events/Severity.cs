namespace TetraBridge.Events;

/// <summary>OpenTelemetry's severity numbers that we use; the names without underscore are the severity texts.</summary>
internal enum Severity
{
    /// <summary>Not decided.</summary>
    Unspecified = 0,

    /// <summary>A process's ordinary end.</summary>
    Debug = 5,

    /// <summary>What happens all the time.</summary>
    Info = 9,

    /// <summary>Worth a look in context.</summary>
    Info2 = 10,

    /// <summary>Worth a look.</summary>
    Info3 = 11,

    /// <summary>Nearly a warning.</summary>
    Info4 = 12,

    /// <summary>Unusual.</summary>
    Warn = 13,

    /// <summary>Unusual, with a wide reach.</summary>
    Warn2 = 14,

    /// <summary>Suspicious.</summary>
    Warn3 = 15,

    /// <summary>Rarely harmless.</summary>
    Warn4 = 16,

    /// <summary>A policy killed or denied (the specification calls 17 and above erroneous).</summary>
    Error = 17,
}
