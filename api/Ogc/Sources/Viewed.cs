using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Hotspots;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Ogc.Sources;

/// <summary>Collections that their rooms work out: hotspots, and spaces. They come from the views of those rooms.</summary>
internal static class Viewed
{
    private static readonly OgcProperty[] OfHotspots =
    [
        new("analysisId", OgcType.Id), new("number", OgcType.Integer), new("class", OgcType.Text, "cluster_class"), new("band", OgcType.Text, "concern_band"),
        new("events", OgcType.Integer), new("distinctChildren", OgcType.Integer), new("childrenUnknown", OgcType.Integer), new("agencies", OgcType.Integer),
        new("dates", OgcType.Integer), new("first", OgcType.Day), new("last", OgcType.Day), new("nearestPlaceEn", OgcType.Text),
        new("nearestPlaceCy", OgcType.Text), new("nearestPlaceMetres", OgcType.Number), new("outreachSessions", OgcType.Integer),
        new("outreachHours", OgcType.Number),
    ];

    private static readonly OgcProperty[] OfSpaces =
    [
        new("version", OgcType.Integer), new("nameEn", OgcType.Text), new("nameCy", OgcType.Text), new("localNames", OgcType.Words),
        new("placeType", OgcType.Text, "place_type"), new("ownerType", OgcType.Text, "owner_type"), new("sensitivity", OgcType.Text, "space_sensitivity"),
        new("platform", OgcType.Text), new("status", OgcType.Text, "space_status"), new("band", OgcType.Text, "concern_band"),
        new("reviewOn", OgcType.Day), new("overdue", OgcType.Boolean), new("openedAt", OgcType.Instant), new("openedFrom", OgcType.Text, "space_origin"),
        new("agency", OgcType.Text, "agency"), new("endedOn", OgcType.Day),
    ];

    public static readonly OgcCollection Hotspots = new(
        "hotspots", [Permission.SeeHotspots], AuditAction.HotspotsSeen, AuditAction.HotspotsSeen, OfHotspots)
    {
        HasTime = true,
        OpenAsync = HotspotsAsync,
    };

    public static readonly OgcCollection Spaces = new(
        "spaces", [Permission.SeeSpaces, Permission.SeeSpaceAreas], AuditAction.SpacesListed, AuditAction.SpaceSeen, OfSpaces)
    {
        HasTime = true,
        NamesRecords = true,
        OpenAsync = (reading, cancel) => SharingNeeded.RefusalFor(reading.Actor, DataItem.Hotspots) is not null ? Task.FromResult<OgcSource?>(null)
            : Permissions.Allow(reading.Actor.Role, Permission.SeeSpaces) ? SpacesAsync(reading, cancel) : AreasAsync(reading, cancel),
    };

    private static async Task<OgcSource?> HotspotsAsync(OgcReading reading, CancellationToken cancel)
    {
        var actor = reading.Actor;
        if (SharingNeeded.RefusalFor(actor, DataItem.Hotspots) is not null) return null;
        var list = await HotspotApi.ReadAsync(
            null, null, Sights.OfHotspots(actor.Role), actor, reading.Context, reading.Events, reading.Areas, reading.Grid, reading.Trail, cancel);
        var rows = new ShownRows(OfHotspots);
        foreach (var one in list?.Items ?? [])
        {
            var shape = Where.ToGrid(one.Shape, reading.Grid);
            rows.Add(
                // A number follows the data: to those who see none, an area is known by where it lies.
                $"{one.AnalysisId:N}-{(one.Number is { } number ? $"{number:D5}" : PlaceOf(shape))}", shape,
                one.First is { } first ? LocalDays.StartOf(first) : null,
                one.Last is { } last ? LocalDays.StartOf(last.AddDays(1)).AddTicks(-TimeSpan.TicksPerMicrosecond) : null,
                one.AnalysisId, one.Number, Word(one.Class), Word(one.Band), one.Events, one.DistinctChildren, one.ChildrenUnknown, one.Agencies, one.Dates,
                one.First, one.Last, one.NearestPlaceEn, one.NearestPlaceCy, one.NearestPlaceMetres, one.OutreachSessions, one.OutreachHours);
        }

        return rows.ToSource();
    }

    private static async Task<OgcSource?> SpacesAsync(OgcReading reading, CancellationToken cancel)
    {
        var views = await SpaceApi.ViewsAsync(reading.Context, reading.Actor, reading.Grid, reading.Clock, cancel);
        var found = await reading.Context.Spaces.AsNoTracking().VisibleTo(reading.Actor).ToListAsync(cancel);
        var rows = new ShownRows(OfSpaces);
        foreach (var space in found.Where(space => !views.IsExpired(space)))
        {
            var view = views.Of(space, null, []);
            rows.Add(
                view.Id.ToString(), space.Shape, view.OpenedAt,
                view.EndedOn is { } ended ? LocalDays.StartOf(ended.AddDays(1)).AddTicks(-TimeSpan.TicksPerMicrosecond) : null,
                view.Version, view.NameEn, view.NameCy, view.LocalNames, Word(view.PlaceType), Word(view.OwnerType), Word(view.Sensitivity), view.Platform,
                Word(view.Status), Word(view.Band), view.ReviewOn, view.Overdue, view.OpenedAt, Word(view.OpenedFrom), Word(view.OpenedBy), view.EndedOn);
        }

        return rows.ToSource();
    }

    // For planners: areas and a word.
    private static async Task<OgcSource?> AreasAsync(OgcReading reading, CancellationToken cancel)
    {
        var rows = new ShownRows(OfSpaces);
        foreach (var (area, band) in await SpaceApi.AreasAsync(reading.Actor, reading.Context, reading.Areas, cancel))
        {
            var values = new object?[OfSpaces.Length];
            values[Array.FindIndex(OfSpaces, property => property.Name == "band")] = Word(band);
            rows.Add($"area-{area.Level}-{area.X}-{area.Y}", area.ToPolygon(), null, null, values);
        }

        return rows.ToSource();
    }

    private static string? Word<TWord>(TWord? word) where TWord : struct, Enum => word is { } one ? WireName.Of(one) : null;

    private static string Word<TWord>(TWord word) where TWord : struct, Enum => WireName.Of(word);

    private static string PlaceOf(Geometry shape)
    {
        var corners = string.Join(' ', shape.Coordinates.Select(c => FormattableString.Invariant($"{Math.Round(c.X)},{Math.Round(c.Y)}")));
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(corners)))[..16];
    }
}
