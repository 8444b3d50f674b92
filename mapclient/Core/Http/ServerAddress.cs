namespace SpacesPlaces.MapClient.Http;

/// <summary>Where the service is, as somebody typed it.</summary>
public static class ServerAddress
{
    /// <summary>
    /// The address; null for what is none. Without encryption only this very machine may be asked: passwords and records pass nobody else's
    /// wire in clear text.
    /// </summary>
    /// <param name="typed">What was typed, with or without <c>https://</c>.</param>
    public static Uri? Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length > 0 && !text.Contains("://", StringComparison.Ordinal)) text = $"https://{text}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length > 0) return null;
        var isSafe = address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
        return isSafe ? new Uri(address.GetLeftPart(UriPartial.Authority)) : null;
    }
}
