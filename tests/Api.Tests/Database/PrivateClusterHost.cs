using System.Globalization;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>One fast private cluster under the temporary folder, removed at the end of the run.</summary>
public sealed class PrivateClusterHost : IPostgresHost
{
    private const string Prefix = "spacesplaces-test-";
    private PrivateCluster? cluster;

    public async Task<string> Start()
    {
        await RemoveLeftovers();
        var folder = Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}");
        cluster = await PrivateCluster.CreateOrOpen(folder, fast: true);
        await cluster.Start();
        return cluster.SuperuserConnectionString("postgres");
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await Remove(cluster);
    }

    // A run that was killed could not clean up; its folder is named for its process.
    private static async Task RemoveLeftovers()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (int.TryParse(Path.GetFileName(folder)[Prefix.Length..], CultureInfo.InvariantCulture, out var run)
                && !Directory.Exists($"/proc/{run}"))
                await Remove(await PrivateCluster.CreateOrOpen(folder, fast: true));
        }
    }

    private static async Task Remove(PrivateCluster cluster)
    {
        await cluster.Stop(whoeverStarted: true);
        await cluster.Delete();
        Directory.Delete(cluster.Folder, recursive: true);
    }
}
