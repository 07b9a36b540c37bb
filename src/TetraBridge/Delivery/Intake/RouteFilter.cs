using TetraBridge.Events;

namespace TetraBridge.Delivery.Intake;

/// <summary>
/// What a route takes (`where:`). Lists that are not empty must all match; a list matches when one of its values does. Own records (gaps,
/// notices) always pass.
/// </summary>
/// <param name="Categories">Category ids.</param>
/// <param name="Kinds">Event kinds (process_exec, …).</param>
/// <param name="MinimumSeverity">The lowest severity that passes; Unspecified: all.</param>
/// <param name="Namespaces">Kubernetes namespaces; "" is the host.</param>
/// <param name="Binaries">Binaries, `*` stands for any characters; a pattern without a slash matches the file name.</param>
/// <param name="Not">What is taken out again; null: nothing.</param>
internal sealed record RouteFilter(
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Kinds,
    Severity MinimumSeverity,
    IReadOnlyList<string> Namespaces,
    IReadOnlyList<string> Binaries,
    RouteFilter? Not);
