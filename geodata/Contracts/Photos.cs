namespace SpacesPlaces.Contracts;

/// <summary>A photo that a record announces; the photo itself is sent after the record, under its id.</summary>
/// <param name="Id">Made by the client, never used for another photo.</param>
/// <param name="Name">What it shows, at most 120 characters of any writing, nobody named; it need not differ from the others'.</param>
/// <param name="Sha256">SHA-256 of the bytes that will be sent, in lower-case hex.</param>
/// <param name="Bytes">How many bytes will be sent, 1 to 2,097,152. An empty file is no photo and is refused.</param>
public sealed record NewPhoto(Guid Id, string Name, string Sha256, int Bytes);

/// <summary>A photo of a record, as its readers of exact places see it.</summary>
/// <param name="Id">Its id, under which it is fetched.</param>
/// <param name="Name">What it shows, letter for letter as it was announced.</param>
/// <param name="ReceivedAt">When the office got it; null while it is on its way.</param>
/// <param name="Bytes">Size of the stored photo; null while it is on its way.</param>
/// <param name="Width">Width in pixels; null while it is on its way.</param>
/// <param name="Height">Height in pixels; null while it is on its way.</param>
/// <param name="Sha256">SHA-256 of the stored photo, which has lost what the camera wrote into it; null while it is on its way.</param>
public sealed record PhotoView(Guid Id, string Name, DateTimeOffset? ReceivedAt, int? Bytes, int? Width, int? Height, string? Sha256);
