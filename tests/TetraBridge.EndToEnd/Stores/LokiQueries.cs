namespace TetraBridge.EndToEnd.Stores;

/// <summary>The LogQL that README.md gives for three questions; LokiTests asks the real Loki.</summary>
internal static class LokiQueries
{
    /// <summary>Who used sudo, where, and for what.</summary>
    public const string WhoUsedSudo =
        """{service_name="tetragon"} | tetragon_category=~`.*"sudo".*` | line_format `uid {{.tetragon_parent_user_id}} on {{.service_instance_id}}: {{.process_command_line}}`""";

    /// <summary>What ran from memory, and what started it.</summary>
    public const string WhatRanFromMemory =
        """{service_name="tetragon"} | tetragon_category=~`.*"exec-fileless".*` | line_format `{{.service_instance_id}}: {{.process_command_line}}, started by {{.tetragon_parent_command_line}}`""";

    /// <summary>Destinations of the last hour that nothing connected to in the day before.</summary>
    public const string NewEgressDestinations =
        """sum by (network_peer_address) (count_over_time({service_name="tetragon"} | tetragon_category=~`.*"egress-connections".*` | keep network_peer_address [1h])) """
        + """unless sum by (network_peer_address) (count_over_time({service_name="tetragon"} | tetragon_category=~`.*"egress-connections".*` | keep network_peer_address [24h] offset 1h))""";
}
