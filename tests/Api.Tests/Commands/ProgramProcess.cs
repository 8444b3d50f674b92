using System.Collections.Concurrent;
using System.Diagnostics;

namespace SpacesPlaces.Api.Tests.Commands;

/// <summary>The program as an operator runs it: a process of its own, with its output and its signals.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly SemaphoreSlim moved = new(0);

    private ProgramProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', lines);

    public int Id => process.Id;

    /// <summary>Starts the program with these arguments, and nothing of this test's environment that would name a database.</summary>
    public static ProgramProcess Start(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // A test run that a script put into the background inherits that Ctrl-C is ignored; a program started by a person does not.
        start.ArgumentList.Add("--default-signal=INT");
        start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SpacesPlaces.Api.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SPACESPLACES_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs to the end; gives exit code and everything it said.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        await using var program = Start(environment, arguments);
        return (await program.EndAsync(), program.Output.Trim());
    }

    /// <summary>Waits until the program serves and gives its address.</summary>
    public async Task<Uri> AddressAsync()
    {
        const string words = "serves at ";
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            if (lines.FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } line)
                return new(line[(line.IndexOf(words, StringComparison.Ordinal) + words.Length)..].Split(' ')[0]);
            Assert.False(process.HasExited, $"The program ended: {Output}");
            Assert.True(DateTime.UtcNow < deadline, $"The program does not serve: {Output}");
            await moved.WaitAsync(TimeSpan.FromMilliseconds(200));
        }
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await SignalAsync("TERM");
            await EndAsync();
        }

        process.Dispose();
        moved.Dispose();
    }

    private void Heard(string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        if (moved.CurrentCount == 0) moved.Release();
    }
}

/// <summary>A data folder that is gone afterwards, with its cluster wherever that lies.</summary>
public sealed class TemporaryDataFolder : IAsyncDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"spacesplaces-run-{Guid.NewGuid():N}");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Where the private cluster lies; null when there is none.</summary>
    public string? Cluster =>
        System.IO.File.Exists(File("cluster-location")) ? System.IO.File.ReadAllText(File("cluster-location")).Trim()
        : Directory.Exists(File("cluster")) ? File("cluster") : null;

    public ValueTask DisposeAsync()
    {
        if (Cluster is { } cluster) Directory.Delete(cluster, recursive: true);
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        return ValueTask.CompletedTask;
    }
}
