using System.Text;
using TetraBridge.Categories;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Intake;
using TetraBridge.Enrichment;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.Intake;

public sealed class LineProcessorTests
{
    [Fact]
    public void The_clock_is_asked_once_a_block()
    {
        var clock = new CountingClock();
        var lines = new LineProcessor(new Classifier(LibraryCategories.Create()), Enrichers.Create(new TimeKeeper(), null), null, new LineEncoder(), clock);
        var block = Blocks.Of(new BlockPool(1 << 20, 1), 1, 0, Lines.Execs(0, 100));
        var batch = new Batch();

        lines.BeginBlock();
        for (var at = 0; at < block.Length;)
        {
            var length = block.Buffer.AsSpan(at, block.Length - at).IndexOf((byte)'\n');
            Assert.Equal(LineFate.Encoded, lines.Process(batch, block, at, length));
            at += length + 1;
        }

        Assert.Equal((100, 1), (batch.Records.Count, clock.Asked));
        Assert.Equal(Lines.Exec(99), Encoding.UTF8.GetString(batch.Bytes.Written[^Lines.Exec(99).Length..]));
    }

    private sealed class CountingClock : TimeProvider
    {
        public int Asked { get; private set; }

        public override DateTimeOffset GetUtcNow()
        {
            Asked++;
            return new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
        }
    }
}
