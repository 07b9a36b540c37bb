using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.GrpcStream.Losses;

/// <summary>
/// Reads an agent's loss counters from its metrics and tells each growth as a gap at this place of the spool, over restarts of the bridge
/// too. What it lost before the first reading of all is not told: nobody knows since when.
/// </summary>
internal sealed class AgentLossWatch(
    string source, Uri metrics, string shown, IStreamSpool spool, StreamCheckpoint checkpoint, TimeProvider time, ILogger<AgentLossWatch> log) : IDisposable
{
    private const int LargestAnswer = 16 << 20;

    private static readonly TimeSpan _each = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longestAnswer = TimeSpan.FromSeconds(10);

    // When the agent began; the client libraries of Prometheus tell it of every program.
    private const string Began = "process_start_time_seconds";

    private static readonly HashSet<string> _names = [Began, .. LossCounter.All.Select(counter => counter.Name)];

    private readonly HttpClient _client = new() { MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout.InfiniteTimeSpan };
    private bool _isSilent;

    /// <summary>Watches until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await LookAsync(stop).ConfigureAwait(false);
                await Task.Delay(_each, time, stop).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (
            stop.IsCancellationRequested && ended is OperationCanceledException or HttpRequestException or IOException)
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task LookAsync(CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(_longestAnswer, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            // As bytes: a charset that doesn't exist must not matter, the format is UTF-8.
            var text = Encoding.UTF8.GetString(await _client.GetByteArrayAsync(metrics, either.Token).ConfigureAwait(false));
            Compare(PrometheusText.Sums(text, _names));
            if (_isSilent)
            {
                log.MetricsAreBack(source, shown);
            }

            _isSilent = false;
        }
        catch (Exception failure) when (
            !stop.IsCancellationRequested && failure is HttpRequestException or OperationCanceledException or IOException)
        {
            if (!_isSilent)
            {
                log.NoMetrics(
                    source, shown, failure is not OperationCanceledException
                        ? failure.Message
                        : $"no answer within {_longestAnswer.TotalSeconds} s");
            }

            _isSilent = true;
        }
    }

    private void Compare(IReadOnlyDictionary<string, double> counts)
    {
        var now = new LossReading(time.GetUtcNow(), counts);
        if (checkpoint.Losses is { } before)
        {
            // Counters begin anew with the agent, and one may have lost more by now than the one before it ever had.
            var isAnother = counts.TryGetValue(Began, out var began) && before.Counts.TryGetValue(Began, out var beganBefore) && began != beganBefore;
            foreach (var counter in LossCounter.All)
            {
                var count = counts.GetValueOrDefault(counter.Name);
                var was = before.Counts.GetValueOrDefault(counter.Name);

                var lost = (long)(isAnother || count < was ? count : count - was);
                if (lost > 0)
                {
                    spool.Append(Gap(counter, lost, before.At, now.At));
                }
            }
        }

        checkpoint.Losses = now;
    }

    private SpoolGap Gap(LossCounter counter, long lost, DateTimeOffset from, DateTimeOffset to) => new(
        GapReason.AgentLoss.Name(),
        string.Create(CultureInfo.InvariantCulture, $"The agent lost events itself: {lost} {counter.Words} ({counter.Name} at {shown})"))
    {
        Events = lost,
        From = from,
        To = to,
    };
}
