using System.Text.Json;

namespace SpacesPlaces.MapClient.Map;

/// <summary>The colours that page, desktop and print share, by their token names.</summary>
public static class Palette
{
    private static readonly Dictionary<string, string> Light = Read();

    /// <summary>A colour of the light palette as <c>#rrggbb</c>.</summary>
    /// <exception cref="KeyNotFoundException">No such token.</exception>
    public static string Colour(string token) => Light[token];

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(Palette).Assembly.GetManifestResourceStream("tokens.json")!;
        using var tokens = JsonDocument.Parse(stream);
        return tokens.RootElement.GetProperty("colour").GetProperty("light").EnumerateObject()
            .ToDictionary(token => token.Name, token => token.Value.GetString()!);
    }
}
