using TetraBridge.Cli;
using TetraBridge.Configuration;

// The version of the list of attribute names (decisions 4).
const string Schema = "1";

var known = new KnownNames(
    [
        "tmp-execs", "sudo", "privileges-suid", "privileges-fscaps", "privileges-setuid", "privileges-userns", "privileges-capset", "exec-fileless", "exec-unlinked", "ebpf",
        "kernel-module", "library", "ssh-network", "egress-connections",
    ],
    [
        "process_exec", "process_exit", "process_kprobe", "process_tracepoint", "process_loader", "process_uprobe", "process_throttle", "process_lsm", "process_usdt", "test",
        "rate_limit_info",
    ]);
var work = new CommandWork(
    Run: (_, _, _) => NotBuilt("run"),
    Demo: (_, _) => NotBuilt("demo"),
    Explain: (_, _) => NotBuilt("explain"),
    Categories: (_, _) => NotBuilt("categories"));
var streams = new Streams(Console.Out, Console.Error);
return await new CommandLine(new ConfigurationReader(Surroundings.Process, known), work, streams, TimeProvider.System, Schema).InvokeAsync(args).ConfigureAwait(false);

static Task<ExitCode> NotBuilt(string command) => throw new NotSupportedException($"`{command}` is not part of this build");
