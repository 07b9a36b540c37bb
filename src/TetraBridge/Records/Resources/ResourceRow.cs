namespace TetraBridge.Records.Resources;

/// <summary>A row of the table of resource attributes.</summary>
/// <param name="Path">The field's path.</param>
/// <param name="Form">How its value is told.</param>
/// <param name="Names">The names that it is told under; for <see cref="ResourceForm.Labels"/> the part before the key.</param>
internal sealed record ResourceRow(string Path, ResourceForm Form, params string[] Names);
