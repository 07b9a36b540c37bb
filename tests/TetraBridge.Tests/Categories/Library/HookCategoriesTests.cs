using TetraBridge.Categories;
using TetraBridge.Categories.Library;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Categories.Library;

public sealed class HookCategoriesTests
{
    private static readonly Dictionary<string, ICategory> _categories = LibraryCategories.Create().ToDictionary(category => category.Info.Id);

    [Theory]
    [InlineData("privileges-setuid", "__sys_setuid", "privileges-setuid-root")]
    [InlineData("privileges-setuid", "__sys_setfsgid", "privileges-raise")]
    [InlineData("privileges-userns", "create_user_ns", "privileges-raise")]
    [InlineData("privileges-capset", "security_capset", "privileges-raise")]
    [InlineData("ebpf", "bpf_check", "bpf-library-policy")]
    [InlineData("ebpf", "security_bpf_map_alloc", "bpf-library-policy")]
    [InlineData("ebpf", "security_bpf_map_create", "bpf-library-policy")]
    [InlineData("ebpf", "security_perf_event_alloc", "bpf-library-policy")]
    [InlineData("kernel-module", "security_kernel_module_request", "monitor-kernel-modules")]
    public void The_function_decides_and_the_evidence_says_whether_the_policy_agreed(string id, string function, string policy)
    {
        Assert.Equal($"function_name={function}, policy_name={policy}", Judging.Says(_categories[id], JudgementKind.Match, TestEvents.Kprobe(function, policy)));
        Assert.Equal($"function_name={function}, policy_name is not the library's", Judging.Says(_categories[id], JudgementKind.Match, TestEvents.Kprobe(function, "ours")));
        Judging.Says(_categories[id], JudgementKind.No, TestEvents.Kprobe(function + "x", policy));
    }

    [Theory]
    [InlineData("/sys/fs/bpf", JudgementKind.Match)]
    [InlineData("/sys/fs/bpf/tc/globals", JudgementKind.Match)]
    [InlineData("/sys/fs/bpfx", JudgementKind.NearMiss)]
    [InlineData("/etc/shadow", JudgementKind.NearMiss)]
    public void The_file_hooks_are_ebpf_only_under_the_bpf_file_system(string path, object expected)
    {
        Judging.Says(new EbpfUse(), (JudgementKind)expected, TestEvents.Kprobe("security_file_permission", "bpf-library-policy", $$$"""{"file_arg":{"path":"{{{path}}}"}},{"int_arg":4}"""));
        Judging.Says(new EbpfUse(), (JudgementKind)expected, TestEvents.Kprobe("security_mmap_file", "file-monitoring", $$$"""{"file_arg":{"path":"{{{path}}}"}}"""));
    }

    [Theory]
    [InlineData("""{"file_arg":{"path":"/lib/modules/dummy.ko"}},{"int_arg":2}""", JudgementKind.Match)]
    [InlineData("""{"file_arg":{"path":"/lib/firmware/x.bin"}},{"int_arg":1}""", JudgementKind.NearMiss)]
    [InlineData("""{"file_arg":{"path":"/lib/modules/dummy.ko"}}""", JudgementKind.NearMiss)]
    public void A_file_that_the_kernel_reads_is_a_module_by_its_id(string args, object expected) =>
        Judging.Says(new KernelModules(), (JudgementKind)expected, TestEvents.Kprobe("security_kernel_read_file", "monitor-kernel-modules", args));

    [Theory]
    [InlineData("do_init_module")]
    [InlineData("find_module_sections")]
    public void Module_functions_that_the_library_does_not_hook_are_no_category(string function) =>
        Judging.Says(new KernelModules(), JudgementKind.No, TestEvents.Kprobe(function, "monitor-kernel-modules"));

    [Theory]
    [InlineData("/usr/sbin/sshd", "accept", JudgementKind.Match)]
    [InlineData("/usr/lib/openssh/sshd-session", "renamed", JudgementKind.Match)]
    [InlineData("/usr/bin/ssh", "accept", JudgementKind.NearMiss)]
    [InlineData("/usr/bin/nc", "accept", JudgementKind.NearMiss)]
    public void A_socket_hook_is_sshs_only_in_its_server(string binary, string policy, object expected) =>
        Judging.Says(new SshNetwork(), (JudgementKind)expected, TestEvents.Kprobe("tcp_close", policy, binary: binary));

    [Fact]
    public void Connects_of_sshd_are_not_ssh_network() =>
        Judging.Says(new SshNetwork(), JudgementKind.No, TestEvents.Kprobe("tcp_connect", "accept", binary: "/usr/sbin/sshd"));

    [Theory]
    [InlineData("10.1.2.3", "monitor-network-activity-outside-cluster-cidr-range", JudgementKind.Match)]
    [InlineData("127.0.0.53", "site-egress", JudgementKind.Match)]
    [InlineData("203.0.113.9", "ours", JudgementKind.Match)]
    [InlineData("2001:db8::1", "ours", JudgementKind.Match)]
    [InlineData("10.1.2.3", "ours", JudgementKind.NearMiss)]
    [InlineData("::ffff:10.1.2.3", "ours", JudgementKind.NearMiss)]
    [InlineData("169.254.169.254", "ours", JudgementKind.NearMiss)]
    [InlineData("<nil>", "ours", JudgementKind.NearMiss)]
    public void A_connect_leaves_by_the_librarys_policy_or_to_a_public_address(string address, string policy, object expected) =>
        Judging.Says(new EgressConnections(["site-*"]), (JudgementKind)expected, TestEvents.Connect(address, policy));

    [Theory]
    [InlineData("/usr/lib/libc.so.6", "process_loader")]
    [InlineData("/memfd:lib (deleted)", "process_loader, path is a memory file")]
    [InlineData("/srv/libdel.so (deleted)", "process_loader, path ends in (deleted)")]
    public void Any_loader_event_is_a_library(string path, string rule) =>
        Assert.Equal(rule, Judging.Says(new LibraryLoads(), JudgementKind.Match, TestEvents.Read($$$"""{"process_loader":{"process":{"binary":"/x"},"path":"{{{path}}}"}}""")));

    [Fact]
    public void No_category_looks_at_exits() => Assert.All(_categories.Values, category => Assert.DoesNotContain(EventKind.Exit, category.Kinds));
}
