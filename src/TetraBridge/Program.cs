using TetraBridge.Categories;
using TetraBridge.Cli;
using TetraBridge.Cli.Demo;
using TetraBridge.Cli.Explain;
using TetraBridge.Configuration;
using TetraBridge.Events;
using TetraBridge.Records.Attributes;
using TetraBridge.Sinks.Kafka;

var clock = TimeProvider.System;
var streams = Streams.Process(Environment.GetEnvironmentVariable);
var known = new KnownNames([.. CategoryTable.All.Select(category => category.Id)], EventKinds.Names);
var work = new CommandWork(
    Run: new BridgeRun(streams, Environment.GetEnvironmentVariable, Console.OpenStandardInput, VersionText.Version, clock).RunAsync,
    Demo: new DemoRun(streams, VersionText.Version, TimeSpan.FromSeconds(2), clock).RunAsync,
    Explain: new ExplainRun(streams, Console.OpenStandardInput, Environment.MachineName, clock).RunAsync,
    Categories: new CategoryList(streams).RunAsync);
return await new CommandLine(
    new ConfigurationReader(Surroundings.Process, known), work, streams, clock, static () => VersionText.OfThisProgram(AttributeCatalog.SchemaVersion, KafkaLibrary.Version)).InvokeAsync(args).ConfigureAwait(false);
