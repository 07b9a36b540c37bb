namespace TetraBridge.Delivery.Intake;

/// <summary>
/// The one place between the reader and all that writes or sends: records, dead letters and the console get a line only after it
/// (decisions 10). There are no rules yet; a route without a guard pays nothing.
/// </summary>
internal interface ISecretGuard
{
    /// <summary>
    /// Replaces what nobody may see, in place: the line keeps its length, since positions count its bytes, and stays JSON where it was
    /// JSON. Called once a line, from the route's loop only.
    /// </summary>
    void Guard(Span<byte> line);
}
