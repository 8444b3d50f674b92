using System.Security.Cryptography;
using SpacesPlaces.Api.Reporting;

namespace SpacesPlaces.Api.Tests.Reporting;

/// <summary>A piece of a file opens at its place in its file, and nowhere else.</summary>
public sealed class SealTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(Seal.KeyLength);
    private static readonly Guid Export = Guid.NewGuid();

    [Fact]
    public void Piece_OpensWhereItWasClosed()
    {
        var plain = RandomNumberGenerator.GetBytes(1_000);
        Assert.Equal(plain, Seal.Open(Seal.Close(plain, Key, Export, 7, last: true), Key, Export, 7, last: true));
    }

    [Fact]
    public void Piece_ThatIsSwappedChangedOrMadeTheLast_DoesNotOpen()
    {
        var closed = Seal.Close(RandomNumberGenerator.GetBytes(1_000), Key, Export, 7, last: false);
        var changed = (byte[])closed.Clone();
        changed[500] ^= 1;
        Action[] tries =
        [
            () => Seal.Open(closed, Key, Export, 6, last: false),
            () => Seal.Open(closed, Key, Export, 7, last: true),
            () => Seal.Open(closed, Key, Guid.NewGuid(), 7, last: false),
            () => Seal.Open(closed, RandomNumberGenerator.GetBytes(Seal.KeyLength), Export, 7, last: false),
            () => Seal.Open(changed, Key, Export, 7, last: false),
            () => Seal.Open(closed.AsSpan(0, 999), Key, Export, 7, last: false),
            () => Seal.Open([], Key, Export, 7, last: false),
        ];
        Assert.All(tries, attempt => Assert.ThrowsAny<CryptographicException>(attempt));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(Seal.PieceLength, 0)]
    [InlineData(Seal.PieceLength + 1, 1)]
    public void LastPiece_IsTheOneThatHoldsTheLastByte(long length, int number) => Assert.Equal(number, Seal.LastOf(length));
}
