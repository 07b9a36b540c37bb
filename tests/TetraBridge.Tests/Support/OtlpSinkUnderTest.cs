using System.Net;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Otlp;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Support;

/// <summary>An OTLP sink before a <see cref="ScriptedCollector"/>.</summary>
internal sealed class OtlpSinkUnderTest : IReceiverUnderTest
{
    private OtlpSinkUnderTest(ScriptedCollector collector, ISink sink)
    {
        Collector = collector;
        Sink = sink;
    }

    public ScriptedCollector Collector { get; }

    public ISink Sink { get; }

    public IReadOnlyList<string> Taken => Collector.Taken;

    public static async Task<OtlpSinkUnderTest> StartAsync(
        OtlpProtocol protocol, Func<OtlpOptions, OtlpOptions>? change = null, TestCertificates? tls = null, TimeProvider? time = null)
    {
        var collector = await ScriptedCollector.StartAsync(tls);
        var options = new OtlpOptions { Endpoint = protocol == OtlpProtocol.Grpc ? collector.Grpc : collector.Http, Protocol = protocol };
        return new OtlpSinkUnderTest(collector, SinkTo(change is null ? options : change(options), time));
    }

    /// <summary>A sink without a collector of its own.</summary>
    public static OtlpSink SinkTo(OtlpOptions options, TimeProvider? time = null, IWebProxy? proxy = null)
    {
        var endpoint = OtlpEndpoint.TryResolve(options, out var mistake);
        Assert.Null(mistake);
        return new OtlpSink(endpoint!, options, OtlpBatches.Scope, static () => throw new NotSupportedException(), time ?? TimeProvider.System, proxy);
    }

    /// <summary>
    /// Sends until the route would be held, and checks that nothing before it lost or dead-lettered a record: what a receiver says before
    /// it resets a connection races with the reset, so now and then the reset is all that can be read.
    /// </summary>
    public static async Task<Verdict> SendUntilHeldAsync(ISink sink)
    {
        const int mostAttempts = 50;
        for (var attempt = 1; ; attempt++)
        {
            var verdict = await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), TestContext.Current.CancellationToken);
            if (verdict.Kind == VerdictKind.Hold)
            {
                return verdict;
            }

            Assert.True(verdict.Kind is VerdictKind.NoAnswer or VerdictKind.Retry, $"{verdict.Kind}: {verdict.Words}");
            Assert.True(attempt < mostAttempts, $"never held; at last {verdict.Kind}: {verdict.Words}");
        }
    }

    public ValueTask<Verdict> SendAsync(params ReadOnlySpan<string> names) =>
        Sink.SendAsync(new BatchSlice(OtlpBatches.Of(names)), TestContext.Current.CancellationToken);

    public Batch BatchOf(params ReadOnlySpan<string> names) => OtlpBatches.Of(names);

    public void RefuseNext() => Collector.Next(ScriptedAnswer.Refused);

    public void BreakNext() => Collector.Next(ScriptedAnswer.Broken);

    public void SilenceNext() => Collector.Next(ScriptedAnswer.Silence);

    public Task ArrivedAsync() => Collector.ArrivedAsync();

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync();
        await Collector.DisposeAsync();
    }
}
