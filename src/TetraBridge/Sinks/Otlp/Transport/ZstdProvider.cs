using System.IO.Compression;
using Grpc.Net.Compression;

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>zstd for gRPC calls, which the library lacks; a collector takes it.</summary>
internal sealed class ZstdProvider : ICompressionProvider
{
    /// <summary>The fastest of the usual levels: half of gzip's cost, and smaller.</summary>
    public const int Level = 1;

    /// <inheritdoc/>
    public string EncodingName => "zstd";

    /// <inheritdoc/>
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new ZstdSharp.CompressionStream(stream, Level, leaveOpen: true);

    /// <inheritdoc/>
    public Stream CreateDecompressionStream(Stream stream) => new ZstdSharp.DecompressionStream(stream, leaveOpen: true);
}
