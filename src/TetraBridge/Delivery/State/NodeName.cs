using TetraBridge.Files;

namespace TetraBridge.Delivery.State;

/// <summary>The node's name for what tells none (gaps, status): the operator's, else the host name, kept so that it does not change under a bookmark (decisions 1).</summary>
internal static class NodeName
{
    /// <summary>The name; a name that the operator told replaces the one kept.</summary>
    /// <exception cref="StateException">It can't be read or kept.</exception>
    public static string Resolve(string? told, StateFolder? state)
    {
        if (state is null)
        {
            return told ?? Environment.MachineName;
        }

        var file = Path.Combine(state.Path, "node");
        try
        {
            var kept = File.Exists(file) ? File.ReadAllText(file).Trim() : "";
            var name = told ?? (kept.Length > 0 ? kept : Environment.MachineName);
            if (name != kept)
            {
                AtomicFile.Write(file, System.Text.Encoding.UTF8.GetBytes(name + "\n"));
            }

            return name;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the node's name can't be kept in {file}: {failure.Message}");
        }
    }
}
