using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;
using SpacesPlaces.Api.Database;
using static SpacesPlaces.Bench.Peer;

namespace SpacesPlaces.Bench;

/// <summary>One file of points to be clustered by other programs, each of which says its processor time around the call alone.</summary>
internal sealed class DbscanPeers(string folder, double[] x, double[] y, int eps, int minEvents)
{
    private const string R = """
        suppressMessages(library(dbscan))
        a <- commandArgs(TRUE); n <- file.info(a[1])$size / 16
        m <- matrix(readBin(a[1], "double", 2 * n, endian = "little"), ncol = 2, byrow = TRUE)
        before <- proc.time()
        r <- dbscan(m, eps = as.numeric(a[2]), minPts = as.integer(a[3]))
        used <- proc.time() - before
        writeBin(as.integer(r$cluster), a[4], endian = "little")
        cat(sprintf("%.3f\n", 1000 * (used[["user.self"]] + used[["sys.self"]])))
        """;

    private const string Python = """
        import sys, time, numpy
        from sklearn.cluster import DBSCAN
        m = numpy.fromfile(sys.argv[1], '<f8').reshape(-1, 2)
        before = time.process_time()
        r = DBSCAN(eps=float(sys.argv[2]), min_samples=int(sys.argv[3])).fit(m)
        used = time.process_time() - before
        (r.labels_ + 1).astype('<i4').tofile(sys.argv[4])
        print(1000 * used)
        """;

    public (double Milliseconds, int[] Labels) RunR() => RunScript("Rscript", "peer.R", R);

    public (double Milliseconds, int[] Labels) RunPython() => RunScript("python3", "peer.py", Python);

    /// <summary>
    /// <c>ST_ClusterDBSCAN</c> on a private server, or on a given one on this machine; its time is that of the server's process
    /// for this connection, in hundredths of a second, with sorting and sending the rows.
    /// </summary>
    public async Task<(double Milliseconds, int[] Labels)> RunPostgisAsync(string? connection)
    {
        if (connection is not null) return await RunPostgisOnAsync(connection);
        await using var cluster = await PrivateCluster.CreateOrOpen(Path.Combine(folder, "cluster"));
        await cluster.Start();
        await cluster.CreateDatabase("bench");
        return await RunPostgisOnAsync(cluster.SuperuserConnectionString("bench"));
    }

    private async Task<(double Milliseconds, int[] Labels)> RunPostgisOnAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var open = await source.OpenConnectionAsync();
        async Task DoAsync(string sql) => await new NpgsqlCommand(sql, open) { CommandTimeout = 0 }.ExecuteNonQueryAsync();
        await DoAsync("create extension if not exists postgis; create temporary table raw (id int, x float8, y float8)");
        await using (var copy = await open.BeginBinaryImportAsync("copy raw from stdin (format binary)"))
        {
            for (var i = 0; i < x.Length; i++) await copy.WriteRowAsync(default, i, x[i], y[i]);
            await copy.CompleteAsync();
        }

        await DoAsync("create temporary table points as select id, ST_Point(x, y) as spot from raw order by id; analyze points");
        var process = (int)(await new NpgsqlCommand("select pg_backend_pid()", open).ExecuteScalarAsync())!;
        var before = Ticks(process);
        var labels = new int[x.Length];
        await using var command = new NpgsqlCommand(
            "select id, ST_ClusterDBSCAN(spot, @eps, @least) over (order by id rows between unbounded preceding and unbounded following) from points", open)
        { CommandTimeout = 0, Parameters = { new("eps", (double)eps), new("least", minEvents) } };
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync()) labels[rows.GetInt32(0)] = await rows.IsDBNullAsync(1) ? 0 : rows.GetInt32(1) + 1;
        return (10 * (Ticks(process) - before), labels);
    }

    // User and system time, the 14th and 15th field; the program's name before them may hold blanks.
    private static double Ticks(int process)
    {
        var said = File.ReadAllText($"/proc/{process}/stat");
        var fields = said[(said.LastIndexOf(')') + 2)..].Split(' ');
        return double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    private (double Milliseconds, int[] Labels) RunScript(string program, string name, string text)
    {
        string points = Path.Combine(folder, "points.bin"), script = Path.Combine(folder, name), labels = Path.Combine(folder, "labels.bin");
        if (!File.Exists(points)) File.WriteAllBytes(points, Interleaved());
        File.WriteAllText(script, text);
        var said = Call(program, script, points, Text(eps), Text(minEvents), labels);
        return (Number(said), [.. MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(labels))]);
    }

    private byte[] Interleaved()
    {
        var values = new double[2 * x.Length];
        for (var i = 0; i < x.Length; i++) (values[2 * i], values[2 * i + 1]) = (x[i], y[i]);
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }
}
