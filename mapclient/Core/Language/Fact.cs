namespace SpacesPlaces.MapClient.Language;

/// <summary>A figure or a fact with what it is of.</summary>
/// <param name="Term">What it is of.</param>
/// <param name="Value">The figure or fact in words.</param>
public sealed record Fact(string Term, string Value);
