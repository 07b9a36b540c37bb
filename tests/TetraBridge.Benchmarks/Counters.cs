using System.Reflection;
using TetraBridge.Delivery;

namespace TetraBridge.Benchmarks;

/// <summary>`counters ARGUMENTS`: runs the bridge in this process and prints what the garbage collector counted: bytes allocated, collections of the three generations.</summary>
internal static class Counters
{
    /// <summary>Gives the bridge's exit code.</summary>
    public static int Run(string[] arguments)
    {
        var code = (int)typeof(Route).Assembly.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null)!;
        Console.WriteLine($"{GC.GetTotalAllocatedBytes()} {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)}");
        return code;
    }
}
