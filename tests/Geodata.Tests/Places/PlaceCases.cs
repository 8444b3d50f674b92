using System.Globalization;
using System.Reflection;
using System.Text.Json;
using SpacesPlaces.Geodata.Places;

namespace SpacesPlaces.Geodata.Tests.Places;

/// <summary>The cases of <c>Expected/places.json</c>, to which the page's engine is held too.</summary>
internal sealed record PlaceCases(
    IReadOnlyList<PlaceCases.Named> Places, IReadOnlyList<PlaceCases.Search> Searches, IReadOnlyList<PlaceCases.Square> GridReferences,
    IReadOnlyList<string> NotGridReferences, IReadOnlyList<PlaceCases.Position> Positions, IReadOnlyList<PlaceCases.Code> Postcodes, IReadOnlyList<string> NotPostcodes)
{
    public static PlaceCases Read { get; } = JsonSerializer.Deserialize<PlaceCases>(
        Assembly.GetExecutingAssembly().GetManifestResourceStream("places.json")!, JsonSerializerOptions.Web)!;

    public static PlaceIndex Index { get; } = new(Read.Places.Select((place, at) =>
        new NamedPlace(IdAt(at), place.NameEn, place.NameCy, place.TownEn, place.TownCy)));

    public static string KeyOf(NamedPlace place) => Read.Places[int.Parse(place.Id.ToString()[24..], CultureInfo.InvariantCulture)].Key;

    private static Guid IdAt(int at) => Guid.Parse($"00000000-0000-0000-0000-{at:D12}", CultureInfo.InvariantCulture);

    public sealed record Named(string Key, string NameEn, string NameCy, string? TownEn, string? TownCy);

    public sealed record Search(string Typed, string Outcome, IReadOnlyList<string> Places, bool Ux12);

    public sealed record Square(string Typed, double Easting, double Northing, int Size, string Written, bool Ux12);

    public sealed record Position(double Lon, double Lat, double Easting, double Northing);

    public sealed record Code(string Typed, string Written, bool Ux12);
}
