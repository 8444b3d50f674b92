using System.Security.Cryptography;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests;

/// <summary>Child tokens for tests.</summary>
public static class Tokens
{
    /// <summary>A token that no other test has.</summary>
    public static string New() => ChildToken.Make(() => RandomNumberGenerator.GetInt32(32));
}
