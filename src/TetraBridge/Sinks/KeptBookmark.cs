using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks;

/// <summary>The answer of an <see cref="IBookmarkingSink"/> at the start.</summary>
/// <param name="Verdict">Delivered where it could be read; else why not yet.</param>
/// <param name="Bytes">The bookmark as it was kept; null where there is none.</param>
internal readonly record struct KeptBookmark(Verdict Verdict, byte[]? Bytes = null);
