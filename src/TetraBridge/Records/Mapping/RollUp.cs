using TetraBridge.Events;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Records.Mapping;

/// <summary>
/// Decides how much of a full record goes to `tetragon.rest` (decisions 4): the parent's nameless fields first, then the process's, then
/// named ones.
/// </summary>
internal static class RollUp
{
    // tetragon.rest and tetrabridge.cut come on top of what is counted.
    private const int Reserved = 2;

    /// <summary>The first role that is rolled up, with all behind it.</summary>
    /// <param name="e">The event.</param>
    /// <param name="room">How many attributes the record may still take.</param>
    public static FieldRole From(TetragonEvent e, int room)
    {
        room -= Reserved;
        var most = 0;
        foreach (ref readonly var leaf in e.Leaves)
        {
            most += AttributeCatalog.Instance.MostAttributes(leaf.Field);
        }

        if (most <= room)
        {
            // The usual record is far from full: what it leaves out need not be looked at.
            return FieldRole.RolledUp;
        }

        Span<int> counts = stackalloc int[(int)FieldRole.InArguments + 1];
        counts.Clear();
        Count(e, counts);
        room -= counts[(int)FieldRole.Kept];
        for (var role = FieldRole.Named; role < FieldRole.RolledUp; role++)
        {
            room -= counts[(int)role];
            if (room < 0)
            {
                return role;
            }
        }

        return FieldRole.RolledUp;
    }

    private static void Count(TetragonEvent e, Span<int> counts)
    {
        var leftOut = new LeftOut(e);
        foreach (ref readonly var leaf in e.Leaves)
        {
            var field = AttributeCatalog.Instance.Of(leaf.Field);
            if (leftOut.Has(leaf, field))
            {
                continue;
            }

            foreach (var attribute in field.Attributes)
            {
                counts[(int)field.Role] += attribute.IsFor(e) ? 1 : 0;
            }
        }
    }
}
