using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TetraBridge.Events;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile.Lines;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

/// <summary>From bytes to events: how the file was cut into reads, and where blocks end, must not change what is understood.</summary>
public sealed class EventsOverSplitsTests
{
    private static readonly byte[][] _recorded = [.. Recorded.All().Select(line => line.Text).Where(line => line.Length < 4000)];

    private readonly OracleEventReader _slow = new();

    [Property(MaxTest = 200)]
    public void Any_split_of_the_bytes_and_any_block_size_give_the_same_events(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var lines = Enumerable.Range(0, random.Next(1, 12)).Select(_ => _recorded[random.Next(_recorded.Length)]).ToList();
        var content = lines.SelectMany(line => (byte[])[.. line, (byte)'\n']).ToArray();
        var longest = random.Next(2) == 0 ? 3 : 6000;

        var events = Events(content, new BlockPool(random.Next(1, 20_000), 4), () => random.Next(1, longest));

        Assert.Equal(lines.Select(line => Told(_slow.Read, line, 0, line.Length)), events);
    }

    private static List<string> Events(byte[] content, BlockPool pool, Func<int> pieceLength)
    {
        var reader = new EventReader();
        List<string> events = [];
        using var framer = new LineFramer(pool, 16 * 1024, "f", null, 0);
        for (var put = 0; put < content.Length;)
        {
            var room = framer.Room();
            var length = Math.Min(Math.Min(room.Length, content.Length - put), pieceLength());
            content.AsSpan(put, length).CopyTo(room);
            framer.Added(length);
            put += length;
            while (framer.TryTake() is { } item)
            {
                var block = Assert.IsType<LineBlock>(item);
                foreach (var range in block.Buffer.AsSpan(block.Start, block.Length - 1).Split((byte)'\n'))
                {
                    var (start, lineLength) = range.GetOffsetAndLength(block.Length - 1);
                    events.Add(Told(reader.Read, block.Buffer, block.Start + start, lineLength));
                }

                block.Release();
            }
        }

        return events;
    }

    private static string Told(Func<byte[], int, int, TetragonEvent, LineProblem> read, byte[] buffer, int start, int length)
    {
        var e = new TetragonEvent();
        var problem = read(buffer, start, length, e);
        var told = new List<string> { $"{problem} {e.Kind}" };
        foreach (var leaf in e.Leaves)
        {
            told.Add($"{e.Path(leaf)}[{leaf.Item}] {leaf.Kind} {System.Text.Encoding.UTF8.GetString(e.Value(leaf))}");
        }

        return string.Join('\n', told);
    }
}
