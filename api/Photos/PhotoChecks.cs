using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Photos;

/// <summary>Rules of input for the photos that a record announces.</summary>
public static class PhotoChecks
{
    /// <summary>Most photos of one record.</summary>
    public const int MostPhotos = 5;
    public const int LongestName = 120;

    /// <summary>Largest photo, in bytes, as it is sent.</summary>
    public const int MostBytes = 2 << 20;

    /// <summary>Most pixels of a photo: twice what our page sends.</summary>
    public const int MostPixels = 8_000_000;

    /// <summary>What is wrong with an announcement.</summary>
    /// <param name="photos">The photos; null or empty for a record without any.</param>
    public static IEnumerable<Refusal> Check(IReadOnlyList<NewPhoto>? photos)
    {
        if (photos is null) yield break;
        if (photos.Count > MostPhotos)
        {
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "photos", ("min", 0), ("max", MostPhotos));
            yield break;
        }

        for (var i = 0; i < photos.Count; i++)
        {
            var (photo, at) = (photos[i], $"photos[{i}]");
            if (photo.Id == Guid.Empty) yield return new(ProblemCodes.FieldMissing, $"{at}.id");
            else if (photos.Take(i).Any(before => before.Id == photo.Id)) yield return new(ProblemCodes.FieldNotAllowedHere, $"{at}.id");
            foreach (var refusal in TextChecks.Needed(photo.Name, $"{at}.name", LongestName)) yield return refusal;
            // One line, and no sign that turns the direction of writing: it becomes the name of a file.
            if (photo.Name.Any(c => c is '\n' or '\r' or '\t' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))) yield return new(ProblemCodes.TextNotClean, $"{at}.name");
            if (photo.Sha256.Length != 64 || !photo.Sha256.All(char.IsAsciiHexDigitLower)) yield return new(ProblemCodes.FieldNotAllowedHere, $"{at}.sha256");
            if (photo.Bytes == 0) yield return new(ProblemCodes.PhotoEmpty, $"{at}.bytes");
            else if (photo.Bytes is < 0 or > MostBytes) yield return Refusal.Of(ProblemCodes.NumberOutOfRange, $"{at}.bytes", ("min", 1), ("max", MostBytes));
        }
    }

    /// <summary>The names, each with its field, for the checks that read what people write.</summary>
    /// <param name="photos">The photos of an announcement.</param>
    public static IEnumerable<(string Field, string Text)> TextsOf(IReadOnlyList<NewPhoto>? photos) =>
        (photos ?? []).Select((photo, i) => ($"photos[{i}].name", photo.Name));
}
