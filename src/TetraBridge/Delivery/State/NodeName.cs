using TetraBridge.Files;

namespace TetraBridge.Delivery.State;

/// <summary>
/// The node's name for what tells none (gaps, status): the operator's, else the host name, kept so that it does not change under a bookmark
/// (decisions 1).
/// </summary>
internal static class NodeName
{
    /// <summary>The name; a name that the operator gives replaces the one kept.</summary>
    /// <param name="given">The operator's; null: the one kept, else the host name.</param>
    /// <param name="state">Where it is kept; null: nowhere.</param>
    /// <param name="isFixed">True where a changed name is refused: exactly once is kept by an id that the name is part of, and by another
    /// id all would be sent again.</param>
    /// <exception cref="StateException">It can't be read or kept, or must not change.</exception>
    public static string Resolve(string? given, StateFolder? state, bool isFixed = false)
    {
        if (state is null)
        {
            return given ?? Environment.MachineName;
        }

        var file = Path.Combine(state.Path, "node");
        try
        {
            var kept = File.Exists(file) ? File.ReadAllText(file).Trim() : "";
            var name = given ?? (kept.Length > 0 ? kept : Environment.MachineName);
            if (name != kept)
            {
                Keep(file, kept, name, isFixed);
            }

            return name;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the node's name can't be kept in {file}: {failure.Message}");
        }
    }

    private static void Keep(string file, string kept, string name, bool isFixed)
    {
        if (isFixed && kept.Length > 0)
        {
            throw new StateException(
                $"this node's name was {kept} and is now {name}. A route with exactlyOnce finds its bookmark at the cluster by the name, and by another one would deliver again what is there: "
                + $"write `node: {kept}`; where it shall begin anew, delete {file}");
        }

        AtomicFile.Write(file, System.Text.Encoding.UTF8.GetBytes(name + "\n"));
    }
}
