using System.Collections.Concurrent;
using System.Reflection;
using SpacesPlaces.Api.Tests.Database;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework($"SpacesPlaces.Api.Tests.Database.{nameof(EndOfRun)}", "SpacesPlaces.Api.Tests")]

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>
/// xunit as it is, and after the last test the server of the run is stopped. The exit of the process would be too
/// late: the test host is killed before a server has stopped.
/// </summary>
public sealed class EndOfRun(IMessageSink messages) : XunitTestFramework(messages)
{
    private static readonly ConcurrentQueue<Func<Task>> Ends = new();

    /// <summary>Ends what all test classes share, after the last test and before the server stops.</summary>
    public static void Before(Func<Task> end) => Ends.Enqueue(end);

    /// <summary>Ends what was shared, and the server.</summary>
    public static async Task EndAsync()
    {
        while (Ends.TryDequeue(out var end)) await end();
        await TestServer.Stop();
    }

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkExecutor(assembly, sources, messages)
    {
        // The signature is xunit's.
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> testCases, IMessageSink messages, IMessageSink results,
        ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, testCases, messages, results, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await Aggregator.RunAsync(EndAsync);
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
