using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Geodata.Tests.Language;

/// <summary>The product obeys its own language check: nothing on its screens would be questioned in a practitioner's record.</summary>
public sealed class OwnLanguageTests
{
    /// <summary>Texts that name what is questioned, with the reason why they may; a key stands here for both languages or one.</summary>
    private static readonly Dictionary<string, string> Allowed = [];

    [Theory]
    [InlineData(Tongue.En)]
    [InlineData(Tongue.Cy)]
    public void EveryTextOnScreen_PassesItsOwnCheck(Tongue tongue)
    {
        var found = Texts.All(tongue).Where(text => !Allowed.ContainsKey(text.Key))
            .SelectMany(text => LanguageCheck.Check(text.Value).Select(f => $"{text.Key} ({f.Rule}): {text.Value.Substring(f.Start, f.Length)} | {text.Value}")).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void EveryException_IsStillNeeded() => Assert.All(Allowed.Keys, key => Assert.Contains(
        Enum.GetValues<Tongue>(), tongue => LanguageCheck.Check(Texts.All(tongue)[key]).Count > 0));
}
