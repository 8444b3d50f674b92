using System.Globalization;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting.Report;

/// <summary>The words of a report in one language.</summary>
/// <param name="tongue">The language.</param>
/// <param name="coarse">True for a reader who may not know points: those that somebody wrote are made coarse.</param>
public sealed class ReportWords(Tongue tongue, bool coarse)
{
    /// <summary>The language's code.</summary>
    public string Code => WireName.Of(tongue);

    /// <summary>A text with its placeholders filled.</summary>
    public string Text(string key, params (string Name, object Value)[] values) => Texts.Get(
        tongue, key, values.ToDictionary(value => value.Name, value => Convert.ToString(value.Value, CultureInfo.InvariantCulture)!));

    /// <summary>The word for a value of a list.</summary>
    public string Word<TWord>(string section, TWord word) where TWord : struct, Enum => Texts.Get(tongue, $"{section}.{WireName.Of(word)}");

    /// <summary>A day in words.</summary>
    public string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Texts.Get(tongue, $"month.{day.Month}")} {day.Year}");

    /// <summary>The name in this language, or in the other where there is none.</summary>
    public string Name(string? english, string? welsh) => (tongue == Tongue.Cy ? welsh ?? english : english ?? welsh) ?? "";

    /// <summary>A round by its number: the baseline, or a review.</summary>
    public string Round(int round) => round == 0 ? Text("instruments.baseline") : Text("instruments.review", ("n", round));

    /// <summary>What somebody wrote, as the reader may have it.</summary>
    public string Said(string? written) => coarse ? PointsInText.Coarsened(written ?? "") : written ?? "";

    /// <summary>A number as both languages write it.</summary>
    public static string Number(double number, string format = "0.##") => number.ToString(format, CultureInfo.InvariantCulture).Replace('-', '\u2212');

    /// <summary>A number for the coordinates of a drawing.</summary>
    internal static string Metres(double metres) => metres.ToString("0.#", CultureInfo.InvariantCulture);
}
