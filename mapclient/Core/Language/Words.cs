using System.Globalization;
using System.Text.Json;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Language;

/// <summary>
/// The words on screen in the language that the reader chose, and how that language writes days, times and numbers. Changing the
/// language says so once; whoever shows words asks for them again.
/// </summary>
/// <param name="tongue">The language to begin with.</param>
public sealed class Words(Tongue tongue)
{
    /// <summary>The language that is spoken now.</summary>
    public Tongue Tongue { get; private set; } = tongue;

    /// <summary>Another language is spoken from now on.</summary>
    public event EventHandler? Changed;

    /// <summary>The text of a key.</summary>
    /// <exception cref="KeyNotFoundException">No such key.</exception>
    public string this[string key] => Texts.Get(Tongue, key);

    /// <summary>Speaks another language; nothing happens when it is spoken already.</summary>
    public void Speak(Tongue other)
    {
        if (other == Tongue) return;
        Tongue = other;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>The text of a key with its placeholders filled.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        Dictionary<string, string> filled = new(values.Length);
        foreach (var (name, value) in values) filled[name] = value;
        return Texts.Get(Tongue, key, filled);
    }

    /// <summary>The text of a key for a number of things: English has two forms, Welsh five. <c>{n}</c> is the number.</summary>
    public string Count(string key, int n, params ReadOnlySpan<(string Name, string Value)> values)
    {
        Dictionary<string, string> filled = new(values.Length + 1) { ["n"] = Number(n) };
        foreach (var (name, value) in values) filled[name] = value;
        return Texts.Get(Tongue, $"{key}#{PluralOf(n)}", filled);
    }

    /// <summary>The word of a vocabulary, from the section that bears the vocabulary's name.</summary>
    public string Word<TWord>(TWord word) where TWord : struct, Enum => this[KeyOf(word)];

    /// <summary>Key of a word's text: <c>cluster_class.place_repeat</c>.</summary>
    public static string KeyOf<TWord>(TWord word) where TWord : struct, Enum =>
        $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(typeof(TWord).Name)}.{WireName.Of(word)}";

    /// <summary>A day: 6 March 2026, 6 Mawrth 2026.</summary>
    public string Day(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Day} {this[$"month.{day.Month}"]} {day.Year}");

    /// <summary>A first and a last day, both of which belong to it.</summary>
    public string Period(DateOnly from, DateOnly to) => Say("house.period", ("from", Day(from)), ("to", Day(to)));

    /// <summary>An instant as clocks in Britain show it: 6 March 2026, 21:30.</summary>
    public string Moment(DateTimeOffset at)
    {
        var shown = TimeZoneInfo.ConvertTime(at, WallClock.Britain);
        return string.Create(CultureInfo.InvariantCulture, $"{Day(DateOnly.FromDateTime(shown.DateTime))}, {shown:HH:mm}");
    }

    /// <summary>A number with at most so many decimals. Both languages write a comma between thousands and a point before decimals.</summary>
    public static string Number(double value, int decimals = 0) =>
        value.ToString("#,##0" + (decimals > 0 ? "." + new string('#', decimals) : ""), CultureInfo.InvariantCulture);

    /// <summary>A distance on the ground: metres below one kilometre, kilometres with at most one decimal from there.</summary>
    public string Distance(double metres) => metres < 1000
        ? Say("house.metres", ("d", Number(Math.Round(metres))))
        : Say("house.kilometres", ("d", Number(metres / 1000, 1)));

    /// <summary>The name in the language that is spoken; the other one where it is missing.</summary>
    public string? Name(string? english, string? welsh) => Tongue == Tongue.Cy ? welsh ?? english : english ?? welsh;

    // Plural categories of the Unicode CLDR.
    private string PluralOf(int n) => Tongue == Tongue.En
        ? n == 1 ? "one" : "other"
        : n switch { 0 => "zero", 1 => "one", 2 => "two", 3 => "few", 6 => "many", _ => "other" };
}
