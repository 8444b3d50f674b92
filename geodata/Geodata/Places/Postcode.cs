using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Places;

/// <summary>
/// A postcode as it is written. In the country one covers kilometres: it says which area, never which place, and whoever takes
/// one must ask for the place as well.
/// </summary>
public static partial class Postcode
{
    /// <summary>Reads a whole postcode of the United Kingdom in any case and spacing.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="written">The postcode in the usual form, <c>LD1 5AA</c>.</param>
    /// <returns>False for what cannot be a postcode. It is not known whether one that can be is in use.</returns>
    public static bool TryRead(string typed, [NotNullWhen(true)] out string? written)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var match = Form().Match(Spaces().Replace(typed, "").ToUpperInvariant());
        written = match.Success ? $"{match.Groups[1].Value} {match.Groups[2].Value}" : null;
        return match.Success;
    }

    // Outward: one or two letters, a figure, perhaps a figure or letter more. Inward: a figure and two letters without C, I, K, M, O, V.
    [GeneratedRegex("^([A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKPSTUW]?)([0-9][ABD-HJLNP-UW-Z]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
