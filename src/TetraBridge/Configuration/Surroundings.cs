namespace TetraBridge.Configuration;

/// <summary>What configuration asks of the world around it; tests give their own.</summary>
/// <param name="Environment">Looks up an environment variable; null: not set.</param>
/// <param name="ReadFile">Reads a text file; throws IOException or UnauthorizedAccessException.</param>
/// <param name="CanWriteFolder">Whether a folder exists and can be written, or could be made.</param>
/// <param name="WorkFolder">Where relative paths of flags begin; absolute.</param>
/// <param name="KafkaLibrary">Version of the librdkafka that is loaded; loads it.</param>
internal sealed record Surroundings(
    Func<string, string?> Environment, Func<string, string> ReadFile, Func<string, bool> CanWriteFolder, string WorkFolder,
    Func<string> KafkaLibrary)
{
    // A configuration has some kilobytes: a log given by mistake must not fill the memory.
    private const int MostBytes = 1024 * 1024;

    /// <summary>This process's.</summary>
    public static Surroundings Process { get; } = new(
        System.Environment.GetEnvironmentVariable, ReadText, FolderAccess.CanWrite, Directory.GetCurrentDirectory(),
        static () => Sinks.Kafka.KafkaLibrary.Version);

    private static string ReadText(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[MostBytes + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= MostBytes
            ? System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF')
            : throw new IOException("longer than 1 MiB, which no configuration is");
    }
}
