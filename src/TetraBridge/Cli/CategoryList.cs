using System.Text;
using Spectre.Console;
using TetraBridge.Buffers;
using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Cli;

/// <summary>`categories`: the fourteen and the operator's own, as a table where there is room for one, else as paragraphs.</summary>
internal sealed class CategoryList(Streams streams)
{
    private const int TableWidth = 140;
    private const int IdColumn = 20;
    private const int SeverityColumn = 7;

    /// <summary>Prints them.</summary>
    public Task<ExitCode> RunAsync(CategoriesRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        IReadOnlyList<CategoryInfo> all = [.. CategoryTable.All, .. request.OwnCategories.Select(own => new ConfiguredCategory(own).Info)];
        if (request.Json)
        {
            streams.Out.Write(CategoryJson.Of(all) + "\n");
        }
        else if (streams.Width >= TableWidth)
        {
            Screen.Draw(streams, Table(all));
        }
        else
        {
            streams.Out.Write(Paragraphs(all));
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static Table Table(IReadOnlyList<CategoryInfo> all)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            "Category", "Severity", "What it tells", "What Tetragon needs for it", "ATT&CK");
        table.Columns[0].NoWrap();
        foreach (var category in all)
        {
            table.AddRow(
                new Text(category.Id, new Style(decoration: Decoration.Bold)),
                new Text(category.BaseSeverity.Text(), SeverityStyle.Of(category.BaseSeverity)),
                new Text(PrintableText.Of(category.Tells)),
                new Text(category.Needs),
                new Text(string.Join(", ", category.Techniques)));
        }

        return table;
    }

    private string Paragraphs(IReadOnlyList<CategoryInfo> all)
    {
        var into = new StringBuilder();
        foreach (var category in all)
        {
            var head = category.Id.PadRight(IdColumn) + category.BaseSeverity.Text().PadRight(SeverityColumn) + string.Join(
                ", ", category.Techniques);
            into.Append(head.TrimEnd()).Append("\n  ");
            TextWrap.Append(into, PrintableText.Of(category.Tells), 2, streams.Width);
            into.Append("  ");
            TextWrap.Append(into, $"Needs: {category.Needs}", 2, streams.Width);
        }

        return into.ToString();
    }
}
