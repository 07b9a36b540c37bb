using System.Text.Json;

namespace TetraBridge.Tests.Support;

/// <summary>The jq filters that Tetragon's policy-library pages give, as predicates: the baseline that our categories are scored beside.</summary>
internal static class JqFilters
{
    public static IReadOnlyList<(string Category, Func<JsonElement, bool> Selects)> Table { get; } =
    [
        ("tmp-execs", e => Text(e, "process_exec", "process", "binary").Contains("/tmp/", StringComparison.Ordinal)),
        ("sudo", e => Text(e, "process_exec", "process", "binary").Contains("sudo", StringComparison.Ordinal)),
        ("privileges-suid", e => Has(e, "process_exec", "process", "binary_properties", "setuid") || Has(e, "process_exec", "process", "binary_properties", "setgid")),
        ("privileges-fscaps", e => Has(e, "process_exec", "process", "binary_properties", "privileges_changed")),
        ("privileges-setuid", e => IsKprobe(e, "__sys_", "privileges-raise")),
        ("privileges-userns", e => IsKprobe(e, "create_user_ns", "privileges-raise")),
        ("privileges-capset", e => IsKprobe(e, "capset", "privileges-raise")),
        ("exec-fileless", e => Has(e, "process_exec", "process", "binary_properties", "file")),
        ("exec-unlinked", e => Has(e, "process_exec", "process", "binary_properties", "file")),
        ("ebpf", e => IsKprobe(e, "bpf_check")),
        ("kernel-module", e => IsKprobe(e, "security_kernel_module_request")),
        ("library", e => Has(e, "process_loader")),
        ("ssh-network", e => IsKprobe(e, "tcp_close")),
        ("egress-connections", e => IsKprobe(e, "tcp_connect")),
    ];

    private static bool IsKprobe(JsonElement e, string function, string policy = "") =>
        Text(e, "process_kprobe", "function_name").Contains(function, StringComparison.Ordinal) && Text(e, "process_kprobe", "policy_name").Contains(policy, StringComparison.Ordinal);

    private static bool Has(JsonElement e, params string[] path) => Find(e, path) is { ValueKind: not JsonValueKind.Null };

    private static string Text(JsonElement e, params string[] path) => Find(e, path)?.GetString() ?? "";

    private static JsonElement? Find(JsonElement e, string[] path)
    {
        foreach (var name in path)
        {
            if (e.ValueKind != JsonValueKind.Object || !e.TryGetProperty(name, out e))
            {
                return null;
            }
        }

        return e;
    }
}
