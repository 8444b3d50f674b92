namespace SpacesPlaces.Geodata.Photos;

/// <summary>A photo without anything that tells where, when, with what or by whom it was taken.</summary>
/// <param name="Jpeg">The whole file, JPEG.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
public sealed record StrippedPhoto(byte[] Jpeg, int Width, int Height);

/// <summary>Why a file is not taken as a photo.</summary>
public enum PhotoFault
{
    /// <summary>It does not begin as a JPEG does.</summary>
    NotJpeg,
    /// <summary>It ends before its picture does.</summary>
    CutShort,
    /// <summary>A part of it contradicts the format or another part.</summary>
    Damaged,
    /// <summary>A JPEG of a kind that is not taken: arithmetic, lossless, hierarchical, 12 bits, CMYK or RGB.</summary>
    KindNotTaken,
    /// <summary>It has more pixels than are taken.</summary>
    TooManyPixels,
}

/// <summary>A file that is not taken as a photo.</summary>
public sealed class UnreadablePhotoException : ArgumentException
{
    /// <summary>Says why, and what was met.</summary>
    /// <param name="fault">Why the file is not taken.</param>
    /// <param name="message">What was met in it.</param>
    public UnreadablePhotoException(PhotoFault fault, string message) : base(message) => Fault = fault;

    /// <summary>Why the file is not taken.</summary>
    public PhotoFault Fault { get; }
}
