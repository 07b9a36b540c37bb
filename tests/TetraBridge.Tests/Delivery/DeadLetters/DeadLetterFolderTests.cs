using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.DeadLetters;

public sealed class DeadLetterFolderTests : IDisposable
{
    private static readonly DeadLetter _letter = new("rejected", "bad\nwords", 0xAB, "tetragon.log", 0xCD, 17, 5);

    private readonly TemporaryFolder _temporary = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, 123, TimeSpan.Zero));

    [Fact]
    public void A_letter_is_a_line_of_JSON_with_all_that_is_known()
    {
        using var folder = Open();
        Assert.True(folder.TryKeep(_letter, "a \"b\"\u001b\u009b"u8, out var problem));
        Assert.Null(problem);

        var file = Assert.Single(Directory.EnumerateFiles(folder.Path));
        Assert.Equal("2026-11-24T03-00-00.123Z.jsonl", Path.GetFileName(file));
        var text = File.ReadAllText(file);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text[..^1], char.IsControl);
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Equal(["v", "route", "reason", "words", "uid", "file", "fingerprint", "offset", "length", "line"], json.EnumerateObject().Select(member => member.Name));
        Assert.Equal((1, "otlp", "rejected", "bad\nwords"), (json.GetProperty("v").GetInt32(), json.GetProperty("route").GetString(), json.GetProperty("reason").GetString(), json.GetProperty("words").GetString()));
        Assert.Equal(("000000000000000000000000000000ab", "000000000000000000000000000000cd"), (json.GetProperty("uid").GetString(), json.GetProperty("fingerprint").GetString()));
        Assert.Equal(("tetragon.log", 17, 5, "a \"b\"\u001b\u009b"), (json.GetProperty("file").GetString(), json.GetProperty("offset").GetInt64(), json.GetProperty("length").GetInt64(), json.GetProperty("line").GetString()));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void A_line_that_is_no_UTF8_comes_back_byte_by_byte()
    {
        using var folder = Open();
        byte[] line = [0xFF, 0x00, 0xC0, (byte)'"'];

        folder.TryKeep(_letter with { Uid = null }, line, out _);

        var json = JsonDocument.Parse(Text(folder)).RootElement;
        Assert.Equal(line, json.GetProperty("line_base64").GetBytesFromBase64());
        Assert.False(json.TryGetProperty("line", out _));
        Assert.False(json.TryGetProperty("uid", out _));
    }

    [Fact]
    public void Of_a_line_that_is_kept_in_part_the_hash_of_the_whole_is_told()
    {
        using var folder = Open();

        folder.TryKeep(_letter with { Hash = 0xEF }, "head"u8, out _);

        Assert.Equal("000000000000000000000000000000ef", JsonDocument.Parse(Text(folder)).RootElement.GetProperty("hash").GetString());
    }

    [Fact]
    public void At_its_limit_it_keeps_nothing_more_until_room_is_made()
    {
        using var folder = Open(limit: 600);
        var kept = 0;
        string? problem;
        while (folder.TryKeep(_letter, "line"u8, out problem))
        {
            kept++;
        }

        Assert.InRange(kept, 1, 10);
        Assert.Contains(folder.Path, problem, StringComparison.Ordinal);
        Assert.Equal(kept, Text(folder).Count(c => c == '\n'));

        Directory.Delete(folder.Path, recursive: true);
        Directory.CreateDirectory(folder.Path);
        Assert.True(folder.TryKeep(_letter, "line"u8, out _));
        Assert.Equal(1, Text(folder).Count(c => c == '\n'));
    }

    [Fact]
    public void What_earlier_runs_kept_counts_towards_the_limit()
    {
        using (var first = Open())
        {
            Assert.True(first.TryKeep(_letter, new byte[500], out _));
        }

        using var second = Open(limit: 600);
        Assert.False(second.TryKeep(_letter, "line"u8, out _));
    }

    [Fact]
    public void A_file_that_an_operator_took_away_gets_no_letter_more()
    {
        using var folder = Open();
        folder.TryKeep(_letter, "first"u8, out _);
        File.Move(Directory.EnumerateFiles(folder.Path).Single(), _temporary.File("taken.jsonl"));

        Assert.True(folder.TryKeep(_letter, "second"u8, out _));

        Assert.Contains("second", Text(folder), StringComparison.Ordinal);
        Assert.DoesNotContain("second", File.ReadAllText(_temporary.File("taken.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_it_can_not_write_it_says_so_and_works_again_later()
    {
        using var folder = Open();
        Directory.Delete(folder.Path);

        Assert.False(folder.TryKeep(_letter, "line"u8, out var problem));
        Assert.Contains(folder.Path, problem, StringComparison.Ordinal);

        Directory.CreateDirectory(folder.Path);
        Assert.True(folder.TryKeep(_letter, "line"u8, out _));
    }

    [Fact]
    public async Task Letters_of_several_senders_are_whole_lines()
    {
        using var folder = Open(limit: 1 << 24);
        var lines = Enumerable.Range(0, 8).Select(sender => new string((char)('a' + sender), 3000)).ToArray();

        await Task.WhenAll(lines.Select(line => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                Assert.True(folder.TryKeep(_letter, Encoding.UTF8.GetBytes(line), out _));
                folder.Flush();
            }
        })));

        var kept = Text(folder).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetString());
        Assert.Equal(lines.SelectMany(line => Enumerable.Repeat(line, 50)), kept.Order(StringComparer.Ordinal));
    }

    public void Dispose() => _temporary.Dispose();

    private DeadLetterFolder Open(long limit = 1 << 20)
    {
        Directory.CreateDirectory(_temporary.File("letters"));
        return new DeadLetterFolder(_temporary.File("letters"), "otlp", limit, _time);
    }

    private static string Text(DeadLetterFolder folder) => string.Concat(Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal).Select(File.ReadAllText));
}
