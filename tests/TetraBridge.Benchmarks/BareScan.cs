using System.Text.Json;

namespace TetraBridge.Benchmarks;

/// <summary>`scan FILE`: the bound that figures are told in (S): a bare Utf8JsonReader over each line, nothing kept.</summary>
internal static class BareScan
{
    /// <summary>Scans the file and prints the number of tokens.</summary>
    public static int Run(string path)
    {
        using var file = File.OpenHandle(path);
        var buffer = GC.AllocateUninitializedArray<byte>(1 << 20, pinned: true);
        long offset = 0, tokens = 0;
        while (true)
        {
            var read = RandomAccess.Read(file, buffer, offset);
            if (read == 0)
            {
                break;
            }

            var whole = buffer.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
            for (var at = 0; at < whole;)
            {
                var length = buffer.AsSpan(at, whole - at).IndexOf((byte)'\n');
                var reader = new Utf8JsonReader(buffer.AsSpan(at, length));
                while (reader.Read())
                {
                    tokens++;
                }

                at += length + 1;
            }

            offset += whole;
        }

        Console.WriteLine(tokens);
        return 0;
    }
}
