namespace TetraBridge.Composition;

/// <summary>Standard output, as a route that prints records sees it.</summary>
/// <param name="Open">Opens it; bytes, since records are UTF-8 already.</param>
/// <param name="IsColoured">True where a person looks at it and wants colours.</param>
internal sealed record ConsoleOutput(Func<Stream> Open, bool IsColoured);
