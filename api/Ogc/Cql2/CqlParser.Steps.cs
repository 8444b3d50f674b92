using System.Globalization;

namespace SpacesPlaces.Api.Ogc.Cql2;

/// <summary>Single values, words and signs.</summary>
internal sealed partial class CqlParser
{
    /// <summary>A value of the property's type; another is refused.</summary>
    private object Value(OgcProperty property)
    {
        var at = Now;
        switch (property.Type)
        {
            case OgcType.Integer or OgcType.Number when at.Kind == CqlTokenKind.Number
                && double.TryParse(at.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                next++;
                return number;
            case OgcType.Boolean when Is("TRUE") || Is("FALSE"):
                next++;
                return at.Value.Equals("TRUE", StringComparison.OrdinalIgnoreCase);
            case OgcType.Text or OgcType.Words when at.Kind == CqlTokenKind.Text:
                next++;
                return at.Value;
            case OgcType.Id when at.Kind == CqlTokenKind.Text && Guid.TryParse(at.Value, out var id):
                next++;
                return id;
            case OgcType.Instant or OgcType.Day when Moment() is { } moment && OgcTime.TryInstant(moment.Value, out var from, out _):
                if (property.Type == OgcType.Instant) return from;
                return DateOnly.TryParseExact(moment.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new CqlNotReadableException(moment.At);
            default: throw new CqlNotReadableException(at.At);
        }
    }

    // DATE('2026-03-06'), TIMESTAMP('2026-03-06T21:00:00Z'), or the text alone.
    private CqlToken? Moment()
    {
        if (Now.Kind == CqlTokenKind.Text) return tokens[next++];
        if (!Takes("DATE") && !Takes("TIMESTAMP")) return null;
        Sign("(");
        var text = Now.Kind == CqlTokenKind.Text ? tokens[next++] : throw Fault();
        Sign(")");
        return text;
    }

    private void Skip()
    {
        if (Now.Kind == CqlTokenKind.Name && (Is("DATE") || Is("TIMESTAMP"))) Moment();
        else if (Now.Kind is CqlTokenKind.Number or CqlTokenKind.Text || Is("TRUE") || Is("FALSE")) next++;
        else throw Fault();
    }

    private CqlComparison Comparison()
    {
        if (Now.Kind != CqlTokenKind.Sign) throw Fault();
        var how = Now.Value switch
        {
            "=" => CqlComparison.Equal,
            "<>" => CqlComparison.NotEqual,
            "<" => CqlComparison.Less,
            "<=" => CqlComparison.LessOrEqual,
            ">" => CqlComparison.Greater,
            ">=" => CqlComparison.GreaterOrEqual,
            _ => throw Fault(),
        };
        next++;
        return how;
    }

    private static CqlComparison Turned(CqlComparison how) => how switch
    {
        CqlComparison.Less => CqlComparison.Greater,
        CqlComparison.LessOrEqual => CqlComparison.GreaterOrEqual,
        CqlComparison.Greater => CqlComparison.Less,
        CqlComparison.GreaterOrEqual => CqlComparison.LessOrEqual,
        _ => how,
    };

    private static CqlNode Maybe(bool not, CqlNode node) => not ? new CqlNode.Not(node) : node;

    private bool IsGeometry() => Now is { Kind: CqlTokenKind.Name or CqlTokenKind.QuotedName, Value: "geometry" };

    private bool IsLiteral() => Now.Kind == CqlTokenKind.Name && (Is("TRUE") || Is("FALSE") || Is("DATE") || Is("TIMESTAMP"));

    private bool Is(string word) => Now.Kind == CqlTokenKind.Name && Now.Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool Takes(string word)
    {
        if (!Is(word)) return false;
        next++;
        return true;
    }

    private void Word(string word)
    {
        if (!Takes(word)) throw Fault();
    }

    private bool TakesSign(string sign)
    {
        if (Now.Kind != CqlTokenKind.Sign || Now.Value != sign) return false;
        next++;
        return true;
    }

    private void Sign(string sign)
    {
        if (!TakesSign(sign)) throw Fault();
    }

    private CqlNotReadableException Fault() => new(Now.At);
}
