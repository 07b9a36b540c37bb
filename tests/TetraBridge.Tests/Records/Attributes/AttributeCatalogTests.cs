using System.Text;
using TetraBridge.Events;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Records.Attributes;

public sealed class AttributeCatalogTests
{
    private static readonly string[] _resourceNames =
    [
        .. ResourceTable.Rows.Where(row => row.Form != ResourceForm.Labels).SelectMany(row => row.Names), .. ResourceTable.WorkloadNames.Values, "service.name",
    ];

    [Fact]
    public void No_name_is_a_dotted_prefix_of_another()
    {
        // A family of labels is a name too: nothing else may stand at its place.
        var names = AttributeCatalog.Instance.All.Select(key => key.Name).Concat(_resourceNames).Distinct()
            .Concat(ResourceTable.Rows.Where(row => row.Form == ResourceForm.Labels).Select(row => row.Names[0] + "*")).ToList();

        Assert.Empty(from name in names from other in names where other.StartsWith(name + ".", StringComparison.Ordinal) select $"{name} < {other}");
    }

    [Fact]
    public void No_name_is_an_attribute_of_records_and_of_resources() =>
        Assert.Empty(AttributeCatalog.Instance.All.Select(key => key.Name).Intersect(_resourceNames));

    [Fact]
    public void Every_row_names_a_field_of_the_api()
    {
        Assert.All(AttributeTable.Rows, row => Assert.NotEqual(Field.None, EventSchema.Instance.Field(row.Path)));
        Assert.All(ResourceTable.Rows.Where(row => row.Path != "process.pod.labels"), row => Assert.NotEqual(Field.None, EventSchema.Instance.Field(row.Path)));
    }

    [Fact]
    public void Every_name_that_is_never_rolled_up_is_an_attribute() =>
        Assert.Empty(AttributeTable.NeverRolledUp.Except(AttributeCatalog.Instance.All.Select(key => key.Name)));

    [Fact]
    public void What_is_not_made_is_not_made() =>
        Assert.Empty(AttributeTable.NotMade.Where(row => AttributeCatalog.Instance.All.Any(key => key.Name == row.Name || key.Name.StartsWith(row.Name + ".", StringComparison.Ordinal))).Select(row => row.Name));

    [Fact]
    public void Every_row_of_what_is_left_out_names_fields() => Assert.All(AttributeTable.LeftOut, row =>
        Assert.Contains(EventSchema.Instance.Fields, node => node.Path == row.Path || node.Path.StartsWith(row.Path + ".", StringComparison.Ordinal)));

    [Fact]
    public void The_list_of_names_in_the_documentation_is_current()
    {
        var text = new StringBuilder();
        text.AppendLine("# Attributes of TetraBridge's records");
        text.AppendLine();
        text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"Generated; schema version {AttributeCatalog.SchemaVersion} (scope attribute `tetrabridge.schema`). An attribute has one type in all records; no name is a dotted prefix of another.");
        text.AppendLine();
        text.AppendLine("## Log records");
        text.AppendLine("| attribute | type | from |");
        text.AppendLine("|---|---|---|");
        foreach (var key in AttributeCatalog.Instance.All.OrderBy(key => key.Name, StringComparer.Ordinal))
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"| `{key.Name}` | {TypeName(key.Type)} | {string.Join("<br>", Sources(key))} |");
        }

        text.AppendLine();
        text.AppendLine("## Resource");
        text.AppendLine("| attribute | from |");
        text.AppendLine("|---|---|");
        text.AppendLine("| `service.name` | `tetragon`, unless the configuration says otherwise |");
        foreach (var row in ResourceTable.Rows)
        {
            var names = row.Form == ResourceForm.Workload ? row.Names.Concat(ResourceTable.WorkloadNames.Values) : row.Names;
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"| {string.Join(", ", names.Select(name => $"`{name}{(row.Form == ResourceForm.Labels ? "*" : "")}`"))} | `{row.Path}` |");
        }

        text.AppendLine();
        text.AppendLine("## Left out");
        text.AppendLine("| field | why |");
        text.AppendLine("|---|---|");
        foreach (var row in AttributeTable.LeftOut)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"| `{row.Path}` | {row.Reason} |");
        }

        text.AppendLine();
        text.AppendLine("## Not made");
        text.AppendLine("| attribute | why |");
        text.AppendLine("|---|---|");
        foreach (var (name, reason) in AttributeTable.NotMade)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"| `{name}` | {reason} |");
        }

        GoldenFiles.AssertCurrent(Path.Combine("docs", "attributes.md"), text.ToString());
    }

    private static string TypeName(AttributeType type) => type switch
    {
        AttributeType.Int => "int",
        AttributeType.Bool => "boolean",
        AttributeType.StringList => "string[]",
        _ => "string",
    };

    private static List<string> Sources(AttributeKey key)
    {
        var paths = EventSchema.Instance.Fields
            .Where(node => AttributeCatalog.Instance.Of(node.Field).Attributes.Any(attribute => attribute.Key == key)).Select(node => $"`{node.Path}`").ToList();
        return paths.Count > 0 ? paths : ["derived"];
    }
}
