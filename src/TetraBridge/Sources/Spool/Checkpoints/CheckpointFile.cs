using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TetraBridge.Files;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.Spool.Checkpoints;

/// <summary>
/// The file `checkpoint.json` in a spool's folder:
/// `{"v":1,"until":…,"owed":[{"reason","words","from","to"}],"losses":{"at":…,"counts":{NAME:N}}}`.
/// </summary>
internal sealed class CheckpointFile(string folder)
{
    private const int Version = 1;

    private readonly string _path = Path.Combine(folder, "checkpoint.json");

    /// <summary>What an earlier run saved; null where none did.</summary>
    public CheckpointState? Load()
    {
        try
        {
            return Read(JsonElement.Parse(File.ReadAllBytes(_path)));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception damage) when (
            damage is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            // What it said is lost, that there was an earlier run is not: when it was written last is known at least.
            return new CheckpointState(new DateTimeOffset(File.GetLastWriteTimeUtc(_path), TimeSpan.Zero), [], null);
        }
    }

    /// <summary>Replaces it; on the disk when this returns.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk refuses.</exception>
    public void Save(CheckpointState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            Write(json, state);
        }

        AtomicFile.Write(_path, bytes.WrittenSpan);
    }

    private static CheckpointState Read(JsonElement root) => new(
        Time(root.GetProperty("until")),
        [.. root.GetProperty("owed").EnumerateArray().Select(static gap => new SpoolGap(gap.GetProperty("reason").GetString()!, gap.GetProperty("words").GetString()!)
        {
            From = Time(gap.GetProperty("from")),
            To = Time(gap.GetProperty("to")),
        })],
        root.TryGetProperty("losses", out var losses)
            ? new LossReading(
                Time(losses.GetProperty("at")),
                losses.GetProperty("counts").EnumerateObject().ToDictionary(
                    static count => count.Name, static count => count.Value.GetDouble()))
            : null);

    private static void Write(Utf8JsonWriter json, CheckpointState state)
    {
        json.WriteStartObject();
        json.WriteNumber("v", Version);
        json.WriteString("until", Text(state.Until));
        json.WriteStartArray("owed");
        foreach (var gap in state.Owed)
        {
            json.WriteStartObject();
            json.WriteString("reason", gap.Reason);
            json.WriteString("words", gap.Words);
            json.WriteString("from", Text(gap.From!.Value));
            json.WriteString("to", Text(gap.To!.Value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (state.Losses is { } losses)
        {
            json.WriteStartObject("losses");
            json.WriteString("at", Text(losses.At));
            json.WriteStartObject("counts");
            foreach (var (name, count) in losses.Counts)
            {
                json.WriteNumber(name, count);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonElement text) =>
        DateTimeOffset.Parse(text.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
