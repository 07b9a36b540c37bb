namespace TetraBridge.Sources.GrpcStream.Losses;

/// <summary>A counter of an agent's metrics that grows where events are lost.</summary>
/// <param name="Name">Its name; all its samples are added up.</param>
/// <param name="Words">What was lost, for people: "N events " comes before.</param>
internal sealed record LossCounter(string Name, string Words)
{
    /// <summary>
    /// Those that matter for a stream. Not tetragon_export_ratelimit_events_dropped_total: what the agent leaves out of its file the stream
    /// has all the same.
    /// </summary>
    public static IReadOnlyList<LossCounter> All { get; } =
    [
        new("tetragon_bpf_missed_events_total", "could not be sent from the kernel to the agent"),
        new("tetragon_observer_ringbuf_events_lost_total", "were lost in the ring buffer between the kernel and the agent"),
        new("tetragon_observer_ringbuf_queue_events_lost_total", "were lost in the agent's queue behind the ring buffer"),
        new("tetragon_notify_overflowed_events_total", "were dropped by the agent because a client, this bridge or another, read too slowly"),
        new("tetragon_missed_link_probes_total", "went unseen because a kernel probe was not run (link)"),
        new("tetragon_missed_prog_probes_total", "went unseen because a kernel probe was not run (program)"),
    ];
}
