namespace TetraBridge.Configuration.Yaml;

/// <summary>A key of a map with its node; the place is the key's.</summary>
internal sealed record ConfigEntry(string Key, int Line, int Column, ConfigNode Value);
