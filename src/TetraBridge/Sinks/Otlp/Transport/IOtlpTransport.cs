using TetraBridge.Sinks.Otlp.Answers;
using TetraBridge.Sinks.Otlp.Wire;

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>Carries requests over one protocol. Thread-safe.</summary>
internal interface IOtlpTransport : IDisposable
{
    /// <summary>Sends a request once; throws what the network throws where nobody answers.</summary>
    /// <param name="request">A written request; must not change until the task ends.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<OtlpAnswer> ExportAsync(OtlpRequest request, CancellationToken cancellation);
}
