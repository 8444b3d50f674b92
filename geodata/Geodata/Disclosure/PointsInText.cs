using System.Text.RegularExpressions;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>Points that somebody wrote into a text, made coarse for readers who may not know them.</summary>
public static partial class PointsInText
{
    /// <summary>The side of the square that is left of a point, in metres.</summary>
    public const int SquareMetres = 1000;

    /// <summary>The text with each point as its square kilometre and each postcode as its first half; all else stays.</summary>
    /// <param name="text">What somebody wrote, in either language.</param>
    /// <returns>
    /// The text: National Grid references of less than a kilometre (EPSG:27700, letters or metres) as the square of a kilometre, degrees of
    /// three decimals or more as an ellipsis.
    /// </returns>
    /// <remarks>A place that is told in words stays, and so does a point in a form that nobody uses.</remarks>
    public static string Coarsened(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Postcode().Replace(Reference().Replace(Pair().Replace(Degrees().Replace(text, "…"), Coarse), Coarse), "$1 …");
    }

    private static string Coarse(Match written) =>
        GridReference.TryRead(written.Value, out var square) && square.SizeMetres < SquareMetres
            ? GridReference.Of(new(square.Easting, square.Northing), SquareMetres).ToString()
            : written.Value;

    [GeneratedRegex(@"\b[HNST][A-HJ-Z] ?[0-9]{3,5} ?[0-9]{3,5}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\b[0-9]{6}\s*[,;]\s*[0-9]{6,7}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex(
        @"-?\b[0-9]{1,2}\.[0-9]{3,}\s*°?\s*[NS]?\s*[,;]\s*-?[0-9]{1,2}\.[0-9]{3,}(?:\s*°?\s*[EW]\b)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Degrees();

    [GeneratedRegex(@"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?[0-9][A-Z]{2}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Postcode();
}
