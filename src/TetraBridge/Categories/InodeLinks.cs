using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>The number of names of the executed file.</summary>
internal static class InodeLinks
{
    /// <summary>True where the kernel says that the file has no name. Absent is unknown, not 0.</summary>
    public static bool AreNone(TetragonEvent e) => e.TryNumber(Fields.InodeLinks, out var links) && links == 0;
}
