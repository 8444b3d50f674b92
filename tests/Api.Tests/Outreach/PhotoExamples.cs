using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Tests.Outreach;

/// <summary>Real photos, the same that the stripper is tested with, and how a phone sends them.</summary>
internal static class PhotoExamples
{
    /// <summary>With position, serial numbers, thumbnail, XMP, IPTC, comment and a trailer.</summary>
    public static byte[] Geotagged { get; } = Read("geotagged");

    /// <summary>Five photos that differ.</summary>
    public static IReadOnlyList<byte[]> Five { get; } = [.. new[] { "geotagged", "plain", "progressive", "grey", "restarts" }.Select(Read)];

    public static NewPhoto Announce(byte[] jpeg, string name = "The shelter") => new(Guid.CreateVersion7(), name, Hex(jpeg), jpeg.Length);

    public static string PathOf(NewPhoto photo) => $"/api/v1/photos/{photo.Id}";

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, NewPhoto photo, byte[] jpeg, string type = "image/jpeg")
    {
        var content = new ByteArrayContent(jpeg);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return client.PutAsync(PathOf(photo), content);
    }

    public static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static async Task<byte[]> FetchAsync(this HttpClient client, NewPhoto photo)
    {
        using var answer = await client.GetAsync(PathOf(photo));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PhotoExamples).Assembly.GetManifestResourceStream($"{name}.jpg")!;
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }
}
