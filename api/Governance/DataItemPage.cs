using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>The list of data items as a page to print: two tables, no script. All text is encoded.</summary>
internal static class DataItemPage
{
    private const string Style =
        "body{font:10pt/1.35 system-ui,sans-serif;color:#111;margin:1.5rem}h1{font-size:16pt}h2{font-size:13pt;margin-top:1.5rem}"
        + "table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.25rem .4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
        + "thead{display:table-header-group;background:#eee}tr{break-inside:avoid}.mark{font-weight:bold;letter-spacing:.05em}"
        + "@page{size:A4 landscape;margin:12mm}@media print{body{margin:0;font-size:7.5pt}}";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(DataItemList list, Tongue tongue, string nonce)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{WireName.Of(tongue)}\">\n<head><meta charset=\"utf-8\"><title>{Say("title")}</title>");
        page.Append(CultureInfo.InvariantCulture, $"<style nonce=\"{nonce}\">{Style}</style></head>\n<body>\n<header><p class=\"mark\">{Say("marking")}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Say("title")}</h1><p>{Made(list, tongue)}</p><p>{Say("basis_note")}</p><p>{Say("recipients_note")}</p></header>\n<main>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Say("agreements")}</h2>\n");
        if (list.Agreements.Count == 0) page.Append(CultureInfo.InvariantCulture, $"<p>{Say("no_agreements")}</p>\n");
        else
            Table(page, tongue, ["reference", "for", "parties", "items", "days"], list.Agreements.Select(a => (string[])
            [
                a.Agreement.Reference, tongue == Tongue.Cy ? a.Agreement.PurposeCy : a.Agreement.PurposeEn,
                Words(tongue, "agency", a.Agreement.Parties), Words(tongue, "data_item", a.Agreement.Items),
                $"{Day(a.Agreement.StartsOn)} – {Day(a.Agreement.EndsOn)}",
            ]));
        Fields(page, list.Items.Where(item => !item.Technical), tongue, "fields");
        Fields(page, list.Items.Where(item => item.Technical), tongue, "technical");
        return page.Append(CultureInfo.InvariantCulture, $"</main>\n<footer><p class=\"mark\">{Say("marking")}</p></footer>\n</body>\n</html>\n").ToString();

        string Say(string key) => Encoder.Encode(Texts.Get(tongue, $"data_items_page.{key}"));
    }

    private static void Fields(StringBuilder page, IEnumerable<DataItemView> items, Tongue tongue, string heading)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Encoder.Encode(Texts.Get(tongue, $"data_items_page.{heading}"))}</h2>\n");
        Table(page, tongue, ["field", "meaning", "purpose", "basis", "recipients", "shared", "kept"], items.Select(item => (string[])
        [
            $"{item.Table}.{item.Field}", item.Meaning, item.Purpose, item.Basis,
            item.Recipients.Count == 0 ? Texts.Get(tongue, "data_items_page.nobody") : Words(tongue, "role", item.Recipients),
            item.SharedAs is { } shared ? Texts.Get(tongue, $"data_item.{WireName.Of(shared)}") : Texts.Get(tongue, "data_items_page.not_shared"),
            Kept(item, tongue),
        ]));
    }

    private static void Table(StringBuilder page, Tongue tongue, string[] columns, IEnumerable<string[]> rows)
    {
        page.Append("<table>\n<thead><tr>");
        foreach (var column in columns)
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Encoder.Encode(Texts.Get(tongue, $"data_items_page.column_{column}"))}</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Encoder.Encode(row[0])}</th>");
            foreach (var cell in row.Skip(1)) page.Append(CultureInfo.InvariantCulture, $"<td>{Encoder.Encode(cell)}</td>");
            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static string Kept(DataItemView item, Tongue tongue) => item.RetentionClass is not { } of
        ? Texts.Get(tongue, "data_items_page.while_needed")
        : Texts.Get(tongue, "data_items_page.kept_months", new Dictionary<string, string>
        {
            ["class"] = Texts.Get(tongue, $"retention_class.{WireName.Of(of)}"),
            ["months"] = item.Months!.Value.ToString(CultureInfo.InvariantCulture),
        });

    private static string Made(DataItemList list, Tongue tongue) => Encoder.Encode(Texts.Get(tongue, "data_items_page.made", new Dictionary<string, string>
    {
        ["partnership"] = list.Partnership,
        ["time"] = list.MadeAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
    }));

    private static string Words<TWord>(Tongue tongue, string section, IEnumerable<TWord> words) where TWord : struct, Enum =>
        string.Join(", ", words.Select(word => Texts.Get(tongue, $"{section}.{WireName.Of(word)}")));

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
