using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Vocabulary;

public sealed class ChildTokenTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void EveryTokenMade_ReadsBackAsItself()
    {
        var random = new Random(1);
        for (var run = 0; run < 1000; run++)
        {
            var token = ChildToken.Make(() => random.Next(32));
            Assert.Matches("^[0-9][0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", token);
            Assert.True(ChildToken.TryParse(token, out var read));
            Assert.Equal(token, read);
        }
    }

    [Fact]
    public void EverySingleWrongCharacter_IsFound()
    {
        var random = new Random(2);
        for (var run = 0; run < 100; run++)
        {
            var token = ChildToken.Make(() => random.Next(32));
            for (var place = 0; place < token.Length; place++)
            {
                if (token[place] == '-') continue;
                foreach (var wrong in Alphabet.Where(c => c != token[place]))
                    Assert.False(ChildToken.TryParse(token[..place] + wrong + token[(place + 1)..], out _), $"{token} at {place}: {wrong}");
            }
        }
    }

    [Fact]
    public void AnyCaseSpacingAndLookAlikes_ReadAsTheOneSpelling()
    {
        var values = new Queue<int>([1, 0, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
        var token = ChildToken.Make(values.Dequeue);
        Assert.StartsWith("10AB-CDEF-GHJ", token, StringComparison.Ordinal);
        var typed = token.ToLowerInvariant().Replace('1', 'l').Replace('0', 'o').Replace("-", " ", StringComparison.Ordinal);
        Assert.True(ChildToken.TryParse(typed, out var read));
        Assert.Equal(token, read);
    }

    [Theory]
    [InlineData("ANNA-JANE-BETH")]
    [InlineData("Anna Jane Beth")]
    [InlineData("LILY-ROSE-MAYX")] // begins with a letter that reads as 1: the check character refuses it
    [InlineData("")]
    [InlineData(null)]
    [InlineData("7KQ2-M9XD-4TB")]
    [InlineData("7KQ2-M9XD-4TBCC")]
    [InlineData("7KQ2-M9XD-4TU0")]
    [InlineData("2011-04-17")]
    public void NamesDatesAndHalfTokens_AreRefused(string? text) => Assert.False(ChildToken.TryParse(text, out _));
}
