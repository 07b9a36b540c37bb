using TetraBridge.Events;

namespace TetraBridge.Sources.GrpcStream.Request;

/// <summary>What a filter of GetEventsRequest can ask for: a table of the API's Filter.</summary>
internal static class EventFilterKeys
{
    /// <summary>All, in the API's order.</summary>
    public static IReadOnlyList<EventFilterKey> All { get; } =
    [
        new("binary_regex", 1, EventFilterType.Texts),
        new("namespace", 2, EventFilterType.Texts),
        new("health_check", 3, EventFilterType.Truth),
        new("pid", 4, EventFilterType.Numbers),
        new("pid_set", 5, EventFilterType.Numbers),
        new("event_set", 6, EventFilterType.Events),
        new("pod_regex", 7, EventFilterType.Texts),
        new("arguments_regex", 8, EventFilterType.Texts),
        new("labels", 9, EventFilterType.Texts),
        new("policy_names", 10, EventFilterType.Texts),
        new("capabilities.permitted.any", 11, EventFilterType.Capabilities, 1, 1),
        new("capabilities.permitted.all", 11, EventFilterType.Capabilities, 1, 2),
        new("capabilities.permitted.exactly", 11, EventFilterType.Capabilities, 1, 3),
        new("capabilities.permitted.none", 11, EventFilterType.Capabilities, 1, 4),
        new("capabilities.effective.any", 11, EventFilterType.Capabilities, 2, 1),
        new("capabilities.effective.all", 11, EventFilterType.Capabilities, 2, 2),
        new("capabilities.effective.exactly", 11, EventFilterType.Capabilities, 2, 3),
        new("capabilities.effective.none", 11, EventFilterType.Capabilities, 2, 4),
        new("capabilities.inheritable.any", 11, EventFilterType.Capabilities, 3, 1),
        new("capabilities.inheritable.all", 11, EventFilterType.Capabilities, 3, 2),
        new("capabilities.inheritable.exactly", 11, EventFilterType.Capabilities, 3, 3),
        new("capabilities.inheritable.none", 11, EventFilterType.Capabilities, 3, 4),
        new("parent_binary_regex", 12, EventFilterType.Texts),
        new("cel_expression", 13, EventFilterType.Texts),
        new("parent_arguments_regex", 14, EventFilterType.Texts),
        new("container_id", 15, EventFilterType.Texts),
        new("in_init_tree", 16, EventFilterType.Truth),
        new("ancestor_binary_regex", 17, EventFilterType.Texts),
        new("container_name_regex", 18, EventFilterType.Texts),
        new("namespace_regex", 19, EventFilterType.Texts),
    ];

    /// <summary>The numbers of capabilities, by the API's names (CapabilitiesType).</summary>
    public static IReadOnlyDictionary<string, int> Capabilities { get; } =
        ApiEnums.All["CapabilitiesType"].ToDictionary(static name => name.Value, static name => name.Key, StringComparer.Ordinal);

    /// <summary>The numbers of the kinds of event, by the API's names (EventType).</summary>
    public static IReadOnlyDictionary<string, int> Events { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["PROCESS_EXEC"] = 1,
        ["PROCESS_EXIT"] = 5,
        ["PROCESS_KPROBE"] = 9,
        ["PROCESS_TRACEPOINT"] = 10,
        ["PROCESS_LOADER"] = 11,
        ["PROCESS_UPROBE"] = 12,
        ["PROCESS_THROTTLE"] = 27,
        ["PROCESS_LSM"] = 28,
        ["PROCESS_USDT"] = 29,
        ["RATE_LIMIT_INFO"] = 40001,
    };
}
