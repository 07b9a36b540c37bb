using System.IO.Compression;

namespace TetraBridge.Cli.Demo;

/// <summary>The bundled events of a real agent; Events/README.md tells where they come from.</summary>
internal static class DemoEvents
{
    private const string Resource = "demo-events.jsonl.gz";

    /// <summary>The lines, each with its newline, in the agent's order.</summary>
    public static async Task<IReadOnlyList<byte[]>> ReadAsync(CancellationToken cancellation)
    {
        var packed = typeof(DemoEvents).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"this build lacks {Resource}");
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var text = new MemoryStream();
        await unpacked.CopyToAsync(text, cancellation).ConfigureAwait(false);
        var lines = new List<byte[]>();
        for (ReadOnlySpan<byte> rest = text.ToArray(); !rest.IsEmpty;)
        {
            var length = rest.IndexOf((byte)'\n') + 1;
            lines.Add(rest[..length].ToArray());
            rest = rest[length..];
        }

        return lines;
    }
}
