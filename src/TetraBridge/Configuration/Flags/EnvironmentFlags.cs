namespace TetraBridge.Configuration.Flags;

/// <summary>
/// The flags that the environment tells. Other variables that begin with TETRABRIDGE_ are let be: Kubernetes sets such for a service of our
/// name.
/// </summary>
internal static class EnvironmentFlags
{
    /// <summary>All of them, in the table's order.</summary>
    public static IReadOnlyList<ToldFlag> Read(Func<string, string?> environment)
    {
        var told = new List<ToldFlag>();
        foreach (var flag in FlagTable.All)
        {
            if (environment(flag.Variable) is not { Length: > 0 } value)
            {
                continue;
            }

            var values = flag.Repeatable ? value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [value];
            told.AddRange(values.Select(v => new ToldFlag(flag, v, flag.Variable)));
        }

        return told;
    }
}
