using System.Diagnostics;

namespace SpacesPlaces.Api.Reporting;

/// <summary>
/// Pages as PDF, through Chromium when it is installed. It is started for one page, without a network, in a folder of its own that only this
/// program's user can read and that is gone afterwards.
/// </summary>
internal sealed partial class SheetPrinter(IConfiguration settings, ILogger<SheetPrinter> log)
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Lazy<string?> _program = new(() => Find(settings["Reporting:Chromium"]));

    /// <summary>True when Chromium was found: in the setting <c>Reporting:Chromium</c>, or on the path.</summary>
    public bool IsPossible => _program.Value is not null;

    /// <summary>The page as PDF; null when Chromium did not make one.</summary>
    public async Task<byte[]?> PrintAsync(byte[] page, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("report-");
        try
        {
            string source = Path.Combine(folder.FullName, "report.html"), sheet = Path.Combine(folder.FullName, "report.pdf");
            await File.WriteAllBytesAsync(source, page, cancel);
            var start = new ProcessStartInfo(_program.Value!) { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in Arguments(folder.FullName, source, sheet)) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(Longest);
            try
            {
                // What it writes is read, so that it never waits for a reader, and thrown away: it may hold words of the page.
                await Task.WhenAll(
                    process.WaitForExitAsync(limit.Token), process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                LogTooLong(log);
                return null;
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }

            if (File.Exists(sheet)) return await File.ReadAllBytesAsync(sheet, cancel);
            LogFailed(log, process.ExitCode);
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Arguments(string folder, string source, string sheet)
    {
        yield return "--headless=new";
        // Chromium's own cage does not start as root; the page holds no script, and its policy lets none run.
        if (Environment.IsPrivilegedProcess) yield return "--no-sandbox";
        yield return "--disable-gpu";
        yield return "--disable-dev-shm-usage";
        yield return "--disable-background-networking";
        yield return "--no-first-run";
        yield return "--no-pdf-header-footer";
        yield return "--host-resolver-rules=MAP * ~NOTFOUND";
        yield return $"--user-data-dir={Path.Combine(folder, "profile")}";
        yield return $"--print-to-pdf={sheet}";
        yield return new Uri(source).AbsoluteUri;
    }

    private static string? Find(string? named)
    {
        if (!string.IsNullOrWhiteSpace(named)) return File.Exists(named) ? named : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))).FirstOrDefault(File.Exists);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Chromium took too long to print a report.")]
    private static partial void LogTooLong(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "Chromium printed no report and ended with {ExitCode}.")]
    private static partial void LogFailed(ILogger log, int exitCode);
}
