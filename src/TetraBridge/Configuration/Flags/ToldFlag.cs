namespace TetraBridge.Configuration.Flags;

/// <summary>A flag as it was told.</summary>
/// <param name="Flag">Which.</param>
/// <param name="Value">Its text; "true" for a switch without one.</param>
/// <param name="Origin">The flag's or variable's name, for messages.</param>
internal sealed record ToldFlag(FlagDefinition Flag, string Value, string Origin);
