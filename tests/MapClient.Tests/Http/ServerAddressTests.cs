using SpacesPlaces.MapClient.Http;

namespace SpacesPlaces.MapClient.Tests.Http;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("https://places.example/", "https://places.example/")]
    [InlineData(" places.example:8443 ", "https://places.example:8443/")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("http://localhost:5000/somewhere?x=1", "http://localhost:5000/")]
    public void WhatIsAnAddress_IsRead(string typed, string read) => Assert.Equal(read, ServerAddress.Read(typed)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("http://places.example")] // in clear text to another machine
    [InlineData("ftp://places.example")]
    [InlineData("https://name:secret@places.example")]
    public void WhatIsNone_OrWouldSendPasswordsInClearText_IsRefused(string? typed) => Assert.Null(ServerAddress.Read(typed));
}
