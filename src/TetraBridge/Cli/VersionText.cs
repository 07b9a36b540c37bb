using System.Reflection;
using System.Runtime.InteropServices;

namespace TetraBridge.Cli;

/// <summary>What `--version` prints.</summary>
internal static class VersionText
{
    /// <summary>Version, commit, schema, runtime, librdkafka; a line each.</summary>
    /// <param name="informational">The version and, behind a `+`, the commit; as the build writes it into the assembly.</param>
    /// <param name="schema">Version of the list of attribute names (decisions 4).</param>
    /// <param name="librdkafka">Version of the library that speaks to Kafka.</param>
    public static string Make(string informational, string schema, string librdkafka)
    {
        var plus = informational.IndexOf('+', StringComparison.Ordinal);
        var version = plus < 0 ? informational : informational[..plus];
        var commit = plus < 0 ? "unknown" : informational[(plus + 1)..];
        return $"tetrabridge {version}\ncommit {commit}\nschema {schema}\nruntime {RuntimeInformation.FrameworkDescription} {RuntimeInformation.RuntimeIdentifier}\nlibrdkafka {librdkafka}\n";
    }

    /// <summary>The version of the running program, without the commit.</summary>
    public static string Version => Informational.Split('+')[0];

    private static string Informational =>
        typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The text of the running program.</summary>
    public static string OfThisProgram(string schema, string librdkafka) => Make(Informational, schema, librdkafka);
}
