using System.Reflection;
using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// Finds the librdkafka that this program brings along. The default search would take `librdkafka.so`, which needs a Cyrus SASL that Debian
/// and Ubuntu do not have, and then whatever the system has: too old to log in by SCRAM to Kafka 4.
/// </summary>
internal static class KafkaLibrary
{
    /// <summary>The name that P/Invokes tell.</summary>
    public const string Name = "librdkafka";

    /// <summary>The oldest that can log in by SCRAM to Kafka 4.</summary>
    public static Version Oldest { get; } = new(2, 6, 1);

    /// <summary>The version that is loaded, like `2.16.0`.</summary>
    public static string Version => Marshal.PtrToStringUTF8(LibRdKafka.rd_kafka_version_str()) ?? "";

    /// <summary>What is wrong with a librdkafka of this version; null where nothing is.</summary>
    public static string? Shortcoming(string version) =>
        System.Version.TryParse(version.Split('-')[0], out var parsed) && parsed >= Oldest
            ? null
            : $"librdkafka {version} is older than {Oldest}: it can't log in by SCRAM to Kafka 4 (it says \"invalid credentials\" though they are right); use the library that comes with tetrabridge";

    /// <summary>Makes an assembly's P/Invokes find it; once an assembly.</summary>
    public static void UseFor(Assembly assembly) =>
        NativeLibrary.SetDllImportResolver(assembly, static (name, _, _) => name == Name && OperatingSystem.IsLinux() ? Find() : 0);

    private static nint Find()
    {
        var isMusl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        foreach (var file in isMusl ? ["alpine-librdkafka.so"] : new[] { "centos8-librdkafka.so", "librdkafka.so" })
        {
            foreach (var folder in new[] { AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", architecture, "native") })
            {
                if (NativeLibrary.TryLoad(Path.Combine(folder, file), out var handle))
                {
                    return handle;
                }
            }
        }

        return 0;
    }
}
