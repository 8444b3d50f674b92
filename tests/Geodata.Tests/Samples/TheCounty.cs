using SpacesPlaces.Samples;

namespace SpacesPlaces.Geodata.Tests.Samples;

/// <summary>The invented county, built once for all tests that only read it: building takes seconds.</summary>
internal static class TheCounty
{
    private static readonly Lazy<County> Built = new(() => InventedCounty.Build());

    public static County Of => Built.Value;
}
