using System.Text;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>Marks what the bridge itself does, by the whole path of its binary: the bare name could be anybody's.</summary>
internal sealed class SelfMark : IEnricher
{
    private readonly byte[] _binary;

    /// <summary>Takes the path of the running program; null or empty marks nothing.</summary>
    public SelfMark(string? binary) => _binary = Encoding.UTF8.GetBytes(binary ?? "");

    /// <inheritdoc/>
    public void Enrich(EventFacts facts) => facts.IsSelf = _binary.Length > 0 && facts.Event.Value(Fields.Binary).SequenceEqual(_binary);
}
