using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>Tells where the two addresses of a socket argument lie.</summary>
internal sealed class SocketScope : IEnricher
{
    /// <inheritdoc/>
    public void Enrich(EventFacts facts)
    {
        facts.LocalScope = AddressScope.Of(facts.Event.Value(Fields.ArgSockSourceAddress));
        facts.PeerScope = AddressScope.Of(facts.Event.Value(Fields.ArgSockPeerAddress));
    }
}
