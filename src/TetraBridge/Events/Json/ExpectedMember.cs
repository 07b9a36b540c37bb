namespace TetraBridge.Events.Json;

/// <summary>What stood where a member was expected.</summary>
internal enum ExpectedMember
{
    /// <summary>Something else: nothing has been passed.</summary>
    No,

    /// <summary>The key; its value comes next.</summary>
    Key,

    /// <summary>The key and a string without escapes.</summary>
    Text,

    /// <summary>The key and a plain whole number.</summary>
    Number,
}
