using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>
/// Whether the agent tells credentials (--enable-process-cred; off by default), without which it can't say what an exec raised or whether
/// its file has a name.
/// </summary>
internal static class Credentials
{
    private static readonly Field _capabilities = EventSchema.Instance.Field("process.cap.permitted");

    /// <summary>True where the event's process has credentials or capabilities: agents before v1.0 have only the latter.</summary>
    public static bool AreTold(TetragonEvent e) => e.Has(Fields.CredentialsUid) || e.Has(_capabilities);
}
