using System.Collections.Concurrent;
using System.Reflection;
using SpacesPlaces.Api.Tests.Database;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework($"SpacesPlaces.Api.Tests.Database.{nameof(EndOfRun)}", "SpacesPlaces.Api.Tests")]

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>
/// A test class that takes long, which begins before those that do not say so: what begins last is what a run waits for at its end.
/// </summary>
/// <param name="seconds">How long, by a look at a run: the longest begin first.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LongAttribute(int seconds) : Attribute
{
    public int Seconds => seconds;
}

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
        protected override async Task AfterTestAssemblyStartingAsync()
        {
            await base.AfterTestAssemblyStartingAsync();
            TestCollectionOrderer = new LongFirst(TestCases.ToLookup(test => test.TestMethod.TestClass.TestCollection.UniqueID));
        }

        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await Aggregator.RunAsync(EndAsync);
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }

    private sealed class LongFirst(ILookup<Guid, IXunitTestCase> tests) : ITestCollectionOrderer
    {
        public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> collections) =>
            collections.OrderByDescending(collection => tests[collection.UniqueID].Max(Seconds)).ThenBy(collection => collection.UniqueID);

        private static int Seconds(IXunitTestCase test) =>
            test.TestMethod.TestClass.Class.GetCustomAttributes(typeof(LongAttribute)).SingleOrDefault()?.GetConstructorArguments().Cast<int>().Single() ?? 0;
    }
}
