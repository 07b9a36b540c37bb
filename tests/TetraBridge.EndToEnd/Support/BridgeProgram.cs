using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace TetraBridge.EndToEnd.Support;

/// <summary>The program under test: the published one, as users start it. Where it is missing or older than the built one (test.sh publishes it), the built one, and that is said.</summary>
internal static class BridgeProgram
{
    /// <summary>How it is started with these arguments.</summary>
    public static ProcessStartInfo With(params string[] arguments)
    {
        var (published, built) = (Told("PublishedBridge"), Told("BuiltBridge"));
        if (!File.Exists(published) || File.GetLastWriteTimeUtc(published + ".dll") < File.GetLastWriteTimeUtc(built))
        {
            TestContext.Current.SendDiagnosticMessage($"{built} is tested: {published} is missing or older; ./test.sh publishes it");
            return new ProcessStartInfo("dotnet", [built, .. arguments]);
        }

        // The SDK may lie where only PATH finds it; a published program asks DOTNET_ROOT or the installed places.
        var start = new ProcessStartInfo(published, arguments);
        start.Environment.TryAdd("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
        return start;
    }

    private static string Told(string name) => Path.GetFullPath(
        typeof(BridgeProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == name).Value!);
}
