using System.Globalization;
using System.Text;
using System.Xml;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>An activity's way, posts, hazards and visits as GPX 1.1, for the phone or the watch of whoever walks it. No harm is in it.</summary>
internal static class RouteFile
{
    private const string Namespace = "http://www.topografix.com/GPX/1/1";

    public static byte[] Write(NewActivity plan, Tongue tongue)
    {
        using var held = new MemoryStream();
        using (var xml = XmlWriter.Create(held, new() { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("gpx", Namespace);
            xml.WriteAttributeString("version", "1.1");
            xml.WriteAttributeString("creator", "SpacesPlaces");
            xml.WriteStartElement("metadata", Namespace);
            xml.WriteElementString("name", Namespace, NameOf(plan, tongue));
            xml.WriteElementString("desc", Namespace, Texts.Get(tongue, "planning.gpx_marking"));
            xml.WriteEndElement();
            foreach (var post in plan.Posts ?? []) Point(xml, "wpt", post.Point, post.Name ?? Word(tongue, "post_kind", post.Kind), Word(tongue, "post_kind", post.Kind));
            foreach (var hazard in plan.Hazards ?? [])
                Point(xml, "wpt", hazard.Point, Texts.Get(tongue, "planning.hazard_of", new Dictionary<string, string> { ["hazard"] = Word(tongue, "hazard_kind", hazard.Kind) }), hazard.Note);
            foreach (var visit in (plan.Shifts ?? []).SelectMany(shift => shift.Visits ?? []).DistinctBy(visit => (visit.Name, visit.Point))) Point(xml, "wpt", visit.Point, visit.Name, null);
            if (plan.Route is { } route) Way(xml, NameOf(plan, tongue), route);
            foreach (var (at, shift) in (plan.Shifts ?? []).Index())
            {
                if (shift.Way is { } way)
                    Way(xml, Texts.Get(tongue, "planning.gpx_way", new Dictionary<string, string> { ["title"] = NameOf(plan, tongue), ["n"] = (at + 1).ToString(CultureInfo.InvariantCulture) }), way);
            }

            xml.WriteEndElement();
        }

        return held.ToArray();
    }

    /// <summary>The title in a language, or in the other where there is none.</summary>
    public static string NameOf(NewActivity plan, Tongue tongue) => (tongue == Tongue.Cy ? plan.TitleCy ?? plan.TitleEn : plan.TitleEn ?? plan.TitleCy)!;

    private static void Way(XmlWriter xml, string name, IReadOnlyList<PointGeometry> corners)
    {
        xml.WriteStartElement("rte", Namespace);
        xml.WriteElementString("name", Namespace, name);
        foreach (var corner in corners) Point(xml, "rtept", corner, null, null);
        xml.WriteEndElement();
    }

    private static void Point(XmlWriter xml, string element, PointGeometry point, string? name, string? said)
    {
        xml.WriteStartElement(element, Namespace);
        xml.WriteAttributeString("lat", point.Y.ToString("0.000000", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("lon", point.X.ToString("0.000000", CultureInfo.InvariantCulture));
        if (name is not null) xml.WriteElementString("name", Namespace, name);
        if (said is not null) xml.WriteElementString("desc", Namespace, said);
        xml.WriteEndElement();
    }

    private static string Word<TWord>(Tongue tongue, string section, TWord word) where TWord : struct, Enum => Texts.Get(tongue, $"{section}.{WireName.Of(word)}");
}
