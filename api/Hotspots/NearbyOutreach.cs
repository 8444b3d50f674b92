using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using Npgsql;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>Outreach in the window of an analysis, so that each place's count stands beside the time spent looking there.</summary>
internal sealed class NearbyOutreach
{
    /// <summary>A session this near to a place's outline was there.</summary>
    public const double NearMetres = 250;

    private readonly STRtree<(Point Point, double Hours)> sessions = new();

    private NearbyOutreach()
    {
    }

    /// <param name="connection">Connection with the reader's open transaction.</param>
    /// <param name="partnership">The partnership.</param>
    /// <param name="from">First day of the window.</param>
    /// <param name="to">Last day.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<NearbyOutreach> ReadAsync(NpgsqlConnection connection, Guid partnership, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var found = new NearbyOutreach();
        foreach (var effort in await OutreachEffort.ReadAsync(connection, partnership, from, to, cancel))
        {
            var point = Where.ToPoint(new GridPoint(effort.Easting, effort.Northing));
            found.sessions.Insert(point.EnvelopeInternal, (point, effort.Hours));
        }

        // Built now: several threads may ask it at once.
        found.sessions.Build();
        return found;
    }

    /// <summary>Sessions within <see cref="NearMetres"/> of an outline, EPSG:27700, and their hours.</summary>
    public (int Sessions, double Hours) At(Geometry outline)
    {
        var box = outline.EnvelopeInternal.Copy();
        box.ExpandBy(NearMetres);
        var near = sessions.Query(box).Where(session => session.Point.IsWithinDistance(outline, NearMetres)).ToList();
        return (near.Count, near.Select(session => session.Hours).Order().Sum());
    }
}
