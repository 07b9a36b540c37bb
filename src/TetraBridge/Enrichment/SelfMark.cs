using System.Text;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>
/// Marks what the bridge itself does, by the whole path of its binary: the bare name could be anybody's. A runtime that starts other
/// programs too (dotnet) is the bridge only with the bridge's own process id; inside a container that is another one than on the host, and
/// the agent reports both.
/// </summary>
internal sealed class SelfMark : IEnricher
{
    private readonly byte[] _binary;
    private readonly long? _pid;

    /// <summary>Takes the path of the running program and its process id; a path that is null or empty marks nothing.</summary>
    public SelfMark(string? binary, int pid)
    {
        _binary = Encoding.UTF8.GetBytes(binary ?? "");
        _pid = Path.GetFileNameWithoutExtension(binary) == "dotnet" ? pid : null;
    }

    /// <inheritdoc/>
    public void Enrich(EventFacts facts)
    {
        var e = facts.Event;
        facts.IsSelf = _binary.Length > 0
            && e.Value(Fields.Binary).SequenceEqual(_binary)
            && (_pid is null || Has(e, Fields.Pid) || Has(e, Fields.ContainerPid));
    }

    private bool Has(TetragonEvent e, Field field) => e.TryNumber(field, out var pid) && pid == _pid;
}
