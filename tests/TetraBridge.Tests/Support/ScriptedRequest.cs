using Microsoft.Extensions.Primitives;
using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Tests.Support;

/// <summary>One request that a <see cref="ScriptedCollector"/> got, unpacked.</summary>
internal sealed record ScriptedRequest(
    OtlpProtocol Protocol, string Target, IReadOnlyDictionary<string, StringValues> Headers, byte[] Body, string Connection, string? ClientCertificate,
    ScriptedAnswer Answer);
