using TetraBridge.Categories;
using TetraBridge.Cli;
using TetraBridge.Cli.Demo;
using TetraBridge.Cli.Explain;
using TetraBridge.Composition;
using TetraBridge.Configuration;
using TetraBridge.Events;
using TetraBridge.Records.Attributes;
using TetraBridge.Sinks.Console;
using TetraBridge.Sinks.Kafka;

var clock = TimeProvider.System;
Func<string, string?> environment = Environment.GetEnvironmentVariable;
var streams = Streams.Process(environment);
var console = new ConsoleOutput(StandardOutput.Open, ConsoleColour.IsWanted(streams.OutIsTerminal, environment("NO_COLOR")));
var known = new KnownNames([.. CategoryTable.All.Select(category => category.Id)], EventKinds.Names);
var work = new CommandWork(
    Run: new BridgeRun(streams, environment, Console.OpenStandardInput, console, VersionText.Version, clock).RunAsync,
    Demo: new DemoRun(streams, VersionText.Version, TimeSpan.FromSeconds(2), clock).RunAsync,
    Explain: new ExplainRun(streams, Console.OpenStandardInput, Environment.MachineName, clock).RunAsync,
    Categories: new CategoryList(streams).RunAsync);
var version = static () => VersionText.OfThisProgram(AttributeCatalog.SchemaVersion, KafkaLibrary.Version);
var commands = new CommandLine(new ConfigurationReader(Surroundings.Process, known), work, streams, clock, version);
return await commands.InvokeAsync(args).ConfigureAwait(false);
