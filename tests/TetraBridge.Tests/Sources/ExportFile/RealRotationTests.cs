using System.Text;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

public sealed class RealRotationTests
{
    [Fact]
    public void The_files_of_a_real_agent_are_read_in_order_from_each_place_packed_or_not()
    {
        using var bench = new ExportFileBench();
        string[] names = ["tetragon-2026-11-23T23-18-06.107.log", "tetragon-2026-11-23T23-18-10.010.log", "tetragon.log"];
        List<string> expected = [];
        foreach (var name in names)
        {
            var file = Path.Combine(AppContext.BaseDirectory, "Fixtures", "rotation", name);
            expected.AddRange(File.ReadAllLines(file, Encoding.Latin1));
            File.Copy(file, Path.Combine(bench.Folder, name));
        }

        var all = bench.ReadOnce().Lines;
        Assert.Equal(expected, all.Select(l => l.Text));
        Assert.Equal(3, all.Select(l => l.File).Distinct().Count());

        var oldest = Path.Combine(bench.Folder, names[0]);
        File.WriteAllBytes(oldest + ".gz", ExportFileWriter.Pack(File.ReadAllBytes(oldest)));
        File.Delete(oldest);
        for (var i = 0; i < all.Count; i++)
        {
            Assert.Equal(all.Skip(i + 1), bench.ReadOnce(all[i].Bookmark).Lines);
        }
    }
}
