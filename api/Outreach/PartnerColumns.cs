using SpacesPlaces.Geodata.Places;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Outreach;

/// <summary>What the columns of a partner's file hold, by their headings in English or Welsh; the person who sends it has the last word.</summary>
internal static class PartnerColumns
{
    private static readonly SessionColumn[] Always = [SessionColumn.Date, SessionColumn.Start, SessionColumn.End, SessionColumn.Staff, SessionColumn.SpokenTo];
    private static readonly (SessionColumn Column, string[] Headings)[] Known =
    [
        (SessionColumn.Date, ["date", "session date", "date of session", "day", "dyddiad", "dyddiad y sesiwn", "diwrnod"]),
        (SessionColumn.Start, ["start", "start time", "time started", "from", "began", "time", "dechrau", "amser dechrau", "o", "amser"]),
        (SessionColumn.End, ["end", "end time", "time ended", "finish", "finish time", "to", "until", "gorffen", "amser gorffen", "diwedd", "hyd", "tan"]),
        (SessionColumn.GridReference, ["grid reference", "grid ref", "os grid reference", "os grid ref", "gridref", "ngr", "cyfeirnod grid", "cyfeirnod grid os"]),
        (SessionColumn.Easting, ["easting", "eastings", "x", "dwyreiniad"]),
        (SessionColumn.Northing, ["northing", "northings", "y", "gogleddiad"]),
        (SessionColumn.Lon, ["longitude", "long", "lon", "lng", "hydred"]),
        (SessionColumn.Lat, ["latitude", "lat", "lledred"]),
        (SessionColumn.Place, ["place", "place name", "location", "venue", "site", "where", "area", "lle", "enw lle", "lleoliad", "safle", "ble", "man"]),
        (SessionColumn.Staff, ["staff", "number of staff", "workers", "number of workers", "volunteers", "number of volunteers", "nifer y staff", "gweithwyr", "nifer y gweithwyr", "gwirfoddolwyr", "nifer y gwirfoddolwyr"]),
        (SessionColumn.SpokenTo, ["spoken to", "young people", "young people spoken to", "number of young people", "contacts", "engaged", "engagements", "pobl ifanc", "nifer y bobl ifanc", "siaradwyd a", "wedi siarad a", "cysylltiadau"]),
        (SessionColumn.Kind, ["kind", "type", "session type", "type of session", "activity", "math", "math o sesiwn", "gweithgaredd"]),
        (SessionColumn.Partner, ["partner", "agency", "organisation", "project", "team", "asiantaeth", "sefydliad", "prosiect", "tim"]),
        (SessionColumn.NoConcern, ["no concern", "no concerns", "nothing of concern", "dim pryder", "dim pryderon"]),
        (SessionColumn.Notes, ["notes", "note", "comments", "observations", "summary", "what was seen", "nodiadau", "nodyn", "sylwadau", "arsylwadau", "crynodeb"]),
    ];

    private static readonly Dictionary<string, SessionColumn> ByHeading = Known
        .SelectMany(one => one.Headings.Select(heading => (Key: Folded(heading), one.Column))).ToDictionary(one => one.Key, one => one.Column);

    /// <summary>What each heading says, each meaning once; null for what is not known.</summary>
    public static IReadOnlyList<SessionColumn?> Guess(IReadOnlyList<string> headings)
    {
        HashSet<SessionColumn> taken = [];
        return [.. headings.Select(heading =>
            ByHeading.TryGetValue(Folded(heading), out var column) && taken.Add(column) ? column : (SessionColumn?)null)];
    }

    /// <summary>What every session needs and no column holds. Any one way of saying where is enough.</summary>
    public static IReadOnlyList<SessionColumn> Missing(IReadOnlyList<SessionColumn?> columns)
    {
        bool Has(SessionColumn column) => columns.Contains(column);
        var where = Has(SessionColumn.GridReference) || Has(SessionColumn.Place) || (Has(SessionColumn.Easting) && Has(SessionColumn.Northing))
            || (Has(SessionColumn.Lon) && Has(SessionColumn.Lat));
        return [.. Always.Where(column => !Has(column)), .. where ? [] : new[] { SessionColumn.GridReference }];
    }

    /// <summary>A word as headings and cells are compared: case, accents, hyphens and signs aside.</summary>
    public static string Folded(string text) => string.Join(' ', FoldedName.Words(text));
}
