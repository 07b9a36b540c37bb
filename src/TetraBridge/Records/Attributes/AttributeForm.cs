namespace TetraBridge.Records.Attributes;

/// <summary>How a leaf's value becomes an attribute's.</summary>
internal enum AttributeForm
{
    /// <summary>Text as it is.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A boolean.</summary>
    Flag,

    /// <summary>Text split at blanks into a list.</summary>
    Words,

    /// <summary>A JSON list of texts.</summary>
    Names,

    /// <summary>A JSON list of capability names, each with CAP_ (the API's enum has one without).</summary>
    Capabilities,

    /// <summary>16 hex digits of capability bits, as names.</summary>
    CapabilityBits,

    /// <summary>An enum's name: the part behind this form's prefix, in lower case (KPROBE_ACTION_POST → post).</summary>
    EnumName,

    /// <summary>What stands behind the last slash of a path; nothing where that is empty.</summary>
    BaseName,

    /// <summary>Base64 as hex digits.</summary>
    Hex,

    /// <summary>Text without the NULs at its end (the kernel pads cgroup names).</summary>
    UntilNul,

    /// <summary>JSON without blanks, as text.</summary>
    Json,

    /// <summary>A number as text, where 64 bits without sign must fit.</summary>
    Digits,

    /// <summary>How many entries a JSON list has; the entries are withheld.</summary>
    Count,

    /// <summary>AF_INET → ipv4, AF_INET6 → ipv6; nothing for others.</summary>
    NetworkType,
}
