using System.Diagnostics;
using System.Globalization;

namespace SpacesPlaces.Bench;

/// <summary>
/// What benches against other programs share. Times are processor times (user and system), because wall time on a shared machine
/// says more about its other guests: ours by this process' clock around the call, after warm-up; the peer's as it measures itself
/// around its call, so that its start and its reading of files do not count.
/// </summary>
internal static class Peer
{
    /// <summary>Whether R has a package; with <c>--install</c> Debian's packages are installed first when it has not.</summary>
    public static bool HasR(string package, string[] args, params string[] debianPackages) =>
        IsThere("Rscript", "-e", $"cat(requireNamespace('{package}', quietly = TRUE))")
        || (args.Contains("--install") && Install(["r-base-core", .. debianPackages])
            && IsThere("Rscript", "-e", $"cat(requireNamespace('{package}', quietly = TRUE))"))
        || Absent(["r-base-core", .. debianPackages]);

    /// <summary>Runs a program to its end and gives what it said.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static string Call(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    /// <summary>Milliseconds of processor time that an act takes, all its threads together; short acts are repeated and divided.</summary>
    public static double Processor(int repeats, Action act) => Timed(repeats, act).Processor;

    /// <summary>As <see cref="Processor"/>, and the milliseconds that pass on the wall.</summary>
    public static (double Processor, double Wall) Timed(int repeats, Action act)
    {
        GC.Collect();
        var (before, start) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.GetTimestamp());
        for (var i = 0; i < repeats; i++) act();
        var wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds / repeats;
        return ((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / repeats, wall);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static int Option(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }

    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    public static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    public static double Number(string said) => double.Parse(said, CultureInfo.InvariantCulture);

    private static bool IsThere(string program, params string[] arguments)
    {
        try
        {
            return Call(program, arguments).Trim() == "TRUE";
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Install(string[] packages)
    {
        try
        {
            Call("apt-get", ["install", "-y", "--no-install-recommends", .. packages]);
            return true;
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            Console.Error.WriteLine(failure.Message);
            return false;
        }
    }

    private static bool Absent(string[] packages)
    {
        Console.Error.WriteLine($"The peer is absent: install Debian's {string.Join(" and ", packages)} (option --install does).");
        return false;
    }
}
