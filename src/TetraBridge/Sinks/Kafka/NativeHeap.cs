using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// The C library's heap. librdkafka takes and frees a buffer of a megabyte for each request; glibc gives such memory back to the system at
/// once and takes it again page by page, which costs a quarter of all the processor time of a route into Kafka.
/// </summary>
internal static partial class NativeHeap
{
    // mallopt(3). A threshold that is set is no longer adapted by glibc, so both are.
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    private const int MostKept = 64 * 1024 * 1024;
    private const int LargestKept = 32 * 1024 * 1024;

    /// <summary>Keeps what is freed, up to 64 MiB, for what is taken next. Thread-safe; does nothing where the C library has no such setting.</summary>
    public static void KeepFreed()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "mallopt", out _))
        {
            _ = mallopt(TrimThreshold, MostKept);
            _ = mallopt(MmapThreshold, LargestKept);
        }
    }

    [LibraryImport("libc.so.6")]
    private static partial int mallopt(int parameter, int value);
}
