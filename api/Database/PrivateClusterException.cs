namespace SpacesPlaces.Api.Database;

/// <summary>The private cluster cannot be made, started or stopped; the message tells the operator what to do.</summary>
public sealed class PrivateClusterException(string message, Exception? innerException = null)
    : Exception(message, innerException);
