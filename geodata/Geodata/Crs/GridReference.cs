using System.Globalization;
using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Crs;

/// <summary>A square of the National Grid as it is written, from 100 km down to 1 m: a reference names a square, never a point.</summary>
/// <param name="Easting">West edge, metres, EPSG:27700.</param>
/// <param name="Northing">South edge, metres, EPSG:27700.</param>
/// <param name="SizeMetres">Length of a side: 100000, 10000, 1000, 100, 10 or 1.</param>
public readonly partial record struct GridReference(int Easting, int Northing, int SizeMetres)
{
    private const string Letters = "ABCDEFGHJKLMNOPQRSTUVWXYZ";

    /// <summary>The middle of the square.</summary>
    public GridPoint Middle => new(Easting + SizeMetres / 2.0, Northing + SizeMetres / 2.0);

    /// <summary>Half the diagonal in metres: the whole square lies within this distance of its middle.</summary>
    public double RadiusMetres => SizeMetres * Math.Sqrt(0.5);

    /// <summary>
    /// Reads two letters with 0, 2, 4, 6, 8 or 10 figures (<c>SO 035 615</c>), or an easting and a northing in whole metres
    /// (<c>303500, 261500</c>, <c>E 303500 N 261500</c>), in any case and spacing.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="square">The square; the default where it cannot be read.</param>
    /// <returns>False for anything else, and for squares off the grid of Great Britain.</returns>
    /// <remarks>Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", section 7.</remarks>
    public static bool TryRead(string typed, out GridReference square)
    {
        ArgumentNullException.ThrowIfNull(typed);
        square = default;
        var text = typed.Trim().ToUpperInvariant();
        if (Pair().Match(text) is { Success: true } pair)
        {
            var (easting, northing) = (Number(pair.Groups[1].Value), Number(pair.Groups[2].Value));
            square = new(easting, northing, 1);
        }
        else if (Lettered().Match(Gaps().Replace(text, "")) is { Success: true } match && match.Groups[3].Length % 2 == 0)
        {
            var (large, small) = (Letters.IndexOf(match.Groups[1].Value, StringComparison.Ordinal), Letters.IndexOf(match.Groups[2].Value, StringComparison.Ordinal));
            // Squares of 500 km count from the false origin's, which is S; each holds five by five of 100 km.
            var east = (large % 5 - 2) * 5 + small % 5;
            var north = (3 - large / 5) * 5 + 4 - small / 5;
            var figures = match.Groups[3].Value;
            var size = (int)Math.Pow(10, 5 - figures.Length / 2);
            square = new(east * 100_000 + Number(figures[..(figures.Length / 2)]) * size, north * 100_000 + Number(figures[(figures.Length / 2)..]) * size, size);
        }
        else
        {
            return false;
        }

        if (square is { Easting: >= 0 and < (int)NationalGrid.MaxEasting, Northing: >= 0 and < (int)NationalGrid.MaxNorthing }) return true;
        square = default;
        return false;
    }

    /// <summary>The square of a size that holds a point.</summary>
    /// <param name="point">Metres, EPSG:27700; its edges to the west and south belong to the square.</param>
    /// <param name="sizeMetres">100000, 10000, 1000, 100, 10 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another size, or a point off the grid of Great Britain.</exception>
    public static GridReference Of(GridPoint point, int sizeMetres)
    {
        if (sizeMetres is not (1 or 10 or 100 or 1000 or 10_000 or 100_000))
            throw new ArgumentOutOfRangeException(nameof(sizeMetres), sizeMetres, "A grid square is 1, 10, 100, 1000, 10000 or 100000 m wide.");
        if (point is not { Easting: >= 0 and < NationalGrid.MaxEasting, Northing: >= 0 and < NationalGrid.MaxNorthing })
            throw new ArgumentOutOfRangeException(nameof(point), "The point lies outside the grid of Great Britain.");
        return new((int)point.Easting / sizeMetres * sizeMetres, (int)point.Northing / sizeMetres * sizeMetres, sizeMetres);
    }

    /// <summary>The reference in its usual form: <c>SO 035 615</c>.</summary>
    public override string ToString()
    {
        var (east, north) = (Easting / 100_000, Northing / 100_000);
        var large = (3 - north / 5) * 5 + east / 5 + 2;
        var small = (4 - north % 5) * 5 + east % 5;
        var digits = 5 - (int)Math.Round(Math.Log10(SizeMetres));
        return $"{Letters[large]}{Letters[small]}" + (digits == 0 ? "" : $" {Figures(Easting, digits)} {Figures(Northing, digits)}");
    }

    private string Figures(int metres, int digits) =>
        (metres % 100_000 / SizeMetres).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    private static int Number(string figures) => figures.Length == 0 ? 0 : int.Parse(figures, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^E?\s*([0-9]{6})\s*(?:M?E|M)?\s*[,;\s]\s*N?\s*([0-9]{6,7})\s*(?:M?N|M)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex("^([A-HJ-Z])([A-HJ-Z])([0-9]{0,10})$", RegexOptions.CultureInvariant)]
    private static partial Regex Lettered();

    [GeneratedRegex(@"[\s,;.\-/]+", RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();
}
