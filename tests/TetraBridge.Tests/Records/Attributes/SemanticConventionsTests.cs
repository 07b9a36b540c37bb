using TetraBridge.Records.Attributes;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Records.Attributes;

/// <summary>Names that are neither the agent's nor ours are OpenTelemetry's, with its types: held to a copy of the conventions, not to our own tables.</summary>
public sealed class SemanticConventionsTests
{
    // Of others: the Elasticsearch exporter's document id, and names of the Elastic Common Schema where OpenTelemetry has none.
    private static readonly string[] _ofOthers = ["elasticsearch.document_id", "threat.framework", "threat.technique.id", "container.security_context.privileged"];

    // Templates of the conventions: a name for each label.
    private static readonly string[] _families = ["k8s.node.label.*", "k8s.pod.label.*", "k8s.pod.annotation.*"];

    private static readonly Dictionary<string, string> _conventions = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "semconv", "attributes.tsv"))
        .Skip(1).Select(static line => line.Split('\t')).ToDictionary(static cells => cells[0], static cells => cells[1]);

    private static IEnumerable<DocumentedAttribute> OfTheConventions => DocumentedAttributes.All.Where(static attribute =>
        !attribute.Name.StartsWith("tetragon.", StringComparison.Ordinal) && !attribute.Name.StartsWith("tetrabridge.", StringComparison.Ordinal)
        && !_ofOthers.Contains(attribute.Name) && !_families.Contains(attribute.Name));

    [Fact]
    public void Every_name_without_a_prefix_of_the_agents_or_ours_is_in_the_conventions() =>
        Assert.All(OfTheConventions, static attribute => Assert.Contains(attribute.Name, _conventions));

    // An enumeration of the conventions is a string on the wire.
    [Fact]
    public void Every_record_attribute_of_the_conventions_has_its_type_there() => Assert.All(
        OfTheConventions.Where(static attribute => attribute.Type.Length > 0),
        static attribute => Assert.Equal((attribute.Name, _conventions[attribute.Name].Replace("Enum", "string", StringComparison.Ordinal)), (attribute.Name, attribute.Type)));

    [Fact]
    public void The_documented_list_is_the_catalog() => Assert.Equal(
        AttributeCatalog.Instance.All.Select(static key => key.Name).Order(StringComparer.Ordinal),
        DocumentedAttributes.All.Where(static attribute => attribute.Type.Length > 0).Select(static attribute => attribute.Name).Order(StringComparer.Ordinal));
}
