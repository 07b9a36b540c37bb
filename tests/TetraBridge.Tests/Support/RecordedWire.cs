using System.IO.Compression;
using Google.Protobuf;

namespace TetraBridge.Tests.Support;

/// <summary>The wire messages of recordings, as the agent sent them over gRPC (`grpc.pb.gz`: each behind its length), beside the export file's lines of the same events.</summary>
internal static class RecordedWire
{
    /// <summary>Recordings that have both, in a folder of the recordings' form.</summary>
    public static IEnumerable<string> Folders(string? folder = null) =>
        Directory.EnumerateFiles(folder ?? Recorded.Fixtures, "grpc.pb.gz", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal);

    /// <summary>The messages of a recording.</summary>
    public static IReadOnlyList<byte[]> Messages(string folder)
    {
        using var unpacked = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead(Path.Combine(folder, "grpc.pb.gz")), CompressionMode.Decompress))
        {
            packed.CopyTo(unpacked);
        }

        unpacked.Position = 0;
        using var input = new CodedInputStream(unpacked);
        var messages = new List<byte[]>();
        while (!input.IsAtEnd)
        {
            messages.Add(input.ReadBytes().ToByteArray());
        }

        return messages;
    }

    /// <summary>The export file's lines of a recording.</summary>
    public static IReadOnlyList<string> Lines(string folder)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "export.jsonl.gz")), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
