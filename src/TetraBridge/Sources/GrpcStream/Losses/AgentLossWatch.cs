using System.Globalization;
using Microsoft.Extensions.Logging;
using TetraBridge.Sources.Spool;

namespace TetraBridge.Sources.GrpcStream.Losses;

/// <summary>
/// Reads an agent's loss counters from its metrics and tells each growth as a gap at this place of the spool. What it lost before the first reading is not told:
/// nobody knows since when.
/// </summary>
internal sealed class AgentLossWatch(string source, Uri metrics, string shown, IStreamSpool spool, TimeProvider time, ILogger<AgentLossWatch> log) : IDisposable
{
    private const int LargestAnswer = 16 << 20;

    private static readonly TimeSpan _each = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longestAnswer = TimeSpan.FromSeconds(10);
    private static readonly HashSet<string> _names = [.. LossCounter.All.Select(counter => counter.Name)];

    private readonly HttpClient _client = new() { MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout.InfiniteTimeSpan };
    private IReadOnlyDictionary<string, double>? _before;
    private DateTimeOffset _beforeAt;
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
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
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
            var text = await _client.GetStringAsync(metrics, either.Token).ConfigureAwait(false);
            Compare(PrometheusText.Sums(text, _names));
            if (_isSilent)
            {
                log.MetricsAreBack(source, shown);
            }

            _isSilent = false;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            if (!_isSilent)
            {
                log.NoMetrics(source, shown, failure is HttpRequestException ? failure.Message : $"no answer within {_longestAnswer.TotalSeconds} s");
            }

            _isSilent = true;
        }
    }

    private void Compare(IReadOnlyDictionary<string, double> now)
    {
        var at = time.GetUtcNow();
        if (_before is { } before)
        {
            foreach (var counter in LossCounter.All)
            {
                var count = now.GetValueOrDefault(counter.Name);
                var was = before.GetValueOrDefault(counter.Name);

                // Counters begin anew with the agent.
                var lost = (long)(count >= was ? count - was : count);
                if (lost > 0)
                {
                    spool.Append(Gap(counter, lost, at));
                }
            }
        }

        _before = now;
        _beforeAt = at;
    }

    private SpoolGap Gap(LossCounter counter, long lost, DateTimeOffset now) => new(
        GapReason.AgentLoss.Name(),
        string.Create(CultureInfo.InvariantCulture, $"The agent lost events itself: {lost} {counter.Words} ({counter.Name} at {shown})"))
    {
        Events = lost,
        From = _beforeAt,
        To = now,
    };
}
