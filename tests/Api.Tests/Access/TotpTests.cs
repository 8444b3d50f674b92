using SpacesPlaces.Api.Access;

namespace SpacesPlaces.Api.Tests.Access;

public sealed class TotpTests
{
    // RFC 6238, appendix B: the ASCII secret 12345678901234567890 in base 32.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1_111_111_109, "07081804")]
    [InlineData(1_111_111_111, "14050471")]
    [InlineData(1_234_567_890, "89005924")]
    [InlineData(2_000_000_000, "69279037")]
    [InlineData(20_000_000_000, "65353130")]
    public void Codes_AreThoseOfTheStandard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    [Fact]
    public void CodeOfOneStepBeforeOrAfter_IsTaken_AndNoOther()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = Totp.StepAt(now);
        foreach (var (off, expected) in new (int, long?)[] { (-2, null), (-1, step - 1), (0, step), (1, step + 1), (2, null) })
            Assert.Equal(expected, Totp.StepOf(Secret, Totp.CodeAt(Secret, step + off), now));
        Assert.Null(Totp.StepOf(Secret, "", now));
    }

    [Fact]
    public void Secrets_Have160BitsAndDiffer()
    {
        var made = Enumerable.Range(0, 100).Select(_ => Totp.MakeSecret()).ToList();
        Assert.Equal(100, made.Distinct().Count());
        Assert.All(made, secret => Assert.Matches("^[A-Z2-7]{32}$", secret));
    }
}
