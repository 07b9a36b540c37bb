using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

/// <summary>
/// A look at the folder is several calls, and the agent doesn't wait between them: whatever it does before any one of them, no line may be skipped
/// or come twice. A file system gives the inode of a packed backup to the next present file, which is why the files are many here.
/// </summary>
public sealed class RotationBetweenCallsTests
{
    private const int MostCalls = 400;

    public static TheoryData<string, int, bool> Interruptions
    {
        get
        {
            var data = new TheoryData<string, int, bool>();
            foreach (var packing in new[] { false, true })
            {
                foreach (var rotations in new[] { 1, 2, 3, 6 })
                {
                    data.Add("full", rotations, packing);
                    data.Add("empty", rotations, packing);
                    data.Add("only", rotations, packing);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Interruptions))]
    public void Rotations_before_any_call_hide_nothing_from_a_reader(string lastFile, int rotations, bool packing)
    {
        for (var at = 0; ; at++)
        {
            using var scene = new Scene(lastFile, rotations, packing, at);
            using var reader = scene.Open(null);
            var drain = new JournalDrain();
            scene.Read(reader, drain);
            Assert.Equal((at, scene.Written), (at, string.Join(' ', drain.Texts)));
            Assert.DoesNotContain(drain.All, static item => item is JournalGap);
            if (!scene.WasInterrupted)
            {
                Assert.True(at > 10, "a reading takes calls");
                return;
            }

            Assert.True(at < MostCalls, "a reading ends");
        }
    }

    [Theory]
    [MemberData(nameof(Interruptions))]
    public void Rotations_before_any_call_hide_nothing_from_a_reader_that_begins_at_its_bookmark(string lastFile, int rotations, bool packing)
    {
        for (var at = 0; ; at++)
        {
            using var scene = new Scene(lastFile, rotations, packing, at);
            var before = new JournalDrain();
            using (var first = scene.OpenUninterrupted())
            {
                before.Read(first);
            }

            using var reader = scene.Open(before.Lines is [.., var last] ? last.Bookmark : null);
            var drain = new JournalDrain();
            scene.Read(reader, drain);
            Assert.Equal((at, scene.Written), (at, string.Join(' ', before.Texts.Concat(drain.Texts))));
            Assert.DoesNotContain(drain.All, static item => item is JournalGap);
            if (!scene.WasInterrupted)
            {
                return;
            }

            Assert.True(at < MostCalls, "a reading ends");
        }
    }

    /// <summary>A file or two that stand, and an agent that rotates at the given call.</summary>
    private sealed class Scene : IDisposable
    {
        private readonly ExportFileBench _bench = new();
        private readonly bool _lastIsEmpty;
        private readonly List<string> _lines = [];
        private readonly InterruptedFolder _folder;

        public Scene(string lastFile, int rotations, bool packing, int at)
        {
            _lastIsEmpty = lastFile != "full";
            if (lastFile == "only")
            {
                _bench.Writer.AppendBytes([]);
            }
            else
            {
                Line();
                Line();
                _bench.Writer.Rotate();
            }

            if (!_lastIsEmpty)
            {
                Line();
            }

            _folder = new InterruptedFolder(at, () => Interrupt(rotations, packing));
        }

        public bool WasInterrupted { get; private set; }

        public string Written => string.Join(' ', _lines);

        public IJournalReader OpenUninterrupted() => _bench.Open();

        public IJournalReader Open(Bookmarked? bookmark) =>
            new ExportFileJournal("tetragon", new ExportFileOptions(_bench.Path, 4096, 65536), _bench.Time, _bench.Log, _folder).Open(bookmark, JournalStart.Oldest, once: false);

        // Until nothing more comes; the file is looked at a second time a second later.
        public void Read(IJournalReader reader, JournalDrain into)
        {
            for (var i = 0; i < 3; i++)
            {
                into.Read(reader);
                if (_lastIsEmpty && i == 0)
                {
                    Line();
                }

                _bench.Time.Advance(TimeSpan.FromSeconds(2));
            }
        }

        public void Dispose() => _bench.Dispose();

        private void Interrupt(int rotations, bool packing)
        {
            WasInterrupted = true;
            for (var i = 0; i < rotations; i++)
            {
                Line();
                var backup = _bench.Writer.Rotate();
                if (packing)
                {
                    _bench.Writer.Compress(backup);
                }
            }

            if (!_lastIsEmpty)
            {
                Line();
            }
        }

        private void Line()
        {
            _lines.Add($"line{_lines.Count}");
            _bench.Writer.Append(_lines[^1]);
        }
    }
}
