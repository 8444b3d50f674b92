using System.Text;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Ogc.Cql2;

/// <summary>Reads CQL2 text: Basic CQL2, the advanced comparisons, and where the geometry meets a shape.</summary>
internal sealed partial class CqlParser
{
    /// <summary>Longest filter in bytes, and how deeply it may be nested.</summary>
    public const int Longest = 8 << 10;
    public const int Deepest = 20;

    private readonly IReadOnlyList<CqlToken> tokens;
    private readonly OgcCollection collection;
    private readonly CqlShapes shapes;
    private int next;
    private int depth;

    private CqlParser(IReadOnlyList<CqlToken> tokens, OgcCollection collection, CqlShapes shapes) =>
        (this.tokens, this.collection, this.shapes) = (tokens, collection, shapes);

    private CqlToken Now => tokens[next];

    /// <summary>Reads a filter.</summary>
    /// <param name="text">As asked.</param>
    /// <param name="collection">Whose properties it names.</param>
    /// <param name="crs">The CRS of its coordinates.</param>
    /// <param name="grid">The transform in use.</param>
    /// <param name="filter">The filter.</param>
    public static Refusal? TryRead(string text, OgcCollection collection, OgcCrs crs, IGridTransform grid, out CqlNode? filter)
    {
        filter = null;
        if (Encoding.UTF8.GetByteCount(text) > Longest) return Refusal.Of(ProblemCodes.FieldTooLong, "filter", ("max", Longest));
        if (!TextChecks.IsClean(text)) return new(ProblemCodes.TextNotClean, "filter");
        if (CqlTokens.Of(text, out var fault) is not { } tokens) return NotReadable(fault);
        try
        {
            var parser = new CqlParser(tokens, collection, new(crs, grid));
            filter = parser.Any();
            return parser.Now.Kind == CqlTokenKind.End ? null : NotReadable(parser.Now.At);
        }
        catch (CqlNotReadableException unread)
        {
            filter = null;
            return NotReadable(unread.At);
        }
    }

    private static Refusal NotReadable(int at) => Refusal.Of(ProblemCodes.FilterNotReadable, "filter", ("at", at + 1));

    private CqlNode Any() => Join("OR", false, All);

    private CqlNode All() => Join("AND", true, Negated);

    private CqlNode Join(string word, bool all, Func<CqlNode> part)
    {
        List<CqlNode> parts = [part()];
        while (Takes(word)) parts.Add(part());
        return parts.Count == 1 ? parts[0] : new CqlNode.Joined(all, parts);
    }

    private CqlNode Negated() => Takes("NOT") ? new CqlNode.Not(Deeper(Negated)) : One();

    private CqlNode Deeper(Func<CqlNode> read)
    {
        if (++depth > Deepest) throw Fault();
        var node = read();
        depth--;
        return node;
    }

    private CqlNode One()
    {
        if (TakesSign("("))
        {
            var inner = Deeper(Any);
            Sign(")");
            return inner;
        }

        if (Takes("S_INTERSECTS")) return Meets();
        if (Now.Kind is CqlTokenKind.Name or CqlTokenKind.QuotedName && !IsLiteral()) return OfProperty();
        if (Is("TRUE") || Is("FALSE"))
        {
            var holds = Is("TRUE");
            if (tokens[next + 1] is not { Kind: CqlTokenKind.Sign, Value: not ")" })
            {
                next++;
                return new CqlNode.Always(holds);
            }
        }

        // The value first: 3 < events.
        var at = next;
        Skip();
        var how = Turned(Comparison());
        var property = Property();
        var after = next;
        next = at;
        var value = Value(property);
        next = after;
        return Compare(property, how, value);
    }

    private CqlNode OfProperty()
    {
        if (IsGeometry())
        {
            next++;
            Word("IS");
            return Maybe(Takes("NOT"), Null(null));
        }

        var property = Property();
        if (Takes("IS")) return Maybe(Takes("NOT"), Null(property));
        var not = Takes("NOT");
        if (Takes("LIKE")) return Maybe(not, Like(property));
        if (Takes("IN")) return Maybe(not, In(property));
        if (Takes("BETWEEN"))
        {
            if (property.Type is OgcType.Words or OgcType.Id or OgcType.Boolean) throw Fault();
            var from = Value(property);
            Word("AND");
            return Maybe(not, new CqlNode.Between(property, from, Value(property)));
        }

        if (not) throw Fault();
        if (property.Type == OgcType.Boolean && Now is not { Kind: CqlTokenKind.Sign, Value: "=" or "<>" or "<" or ">" or "<=" or ">=" })
            return new CqlNode.Compared(property, CqlComparison.Equal, true);
        var how = Comparison();
        return Compare(property, how, Value(property));
    }

    private CqlNode.IsNull Null(OgcProperty? property)
    {
        Word("NULL");
        return new CqlNode.IsNull(property);
    }

    private CqlNode.Like Like(OgcProperty property)
    {
        if (property.Type != OgcType.Text || Now.Kind != CqlTokenKind.Text) throw Fault();
        return new(property, tokens[next++].Value);
    }

    private CqlNode.In In(OgcProperty property)
    {
        Sign("(");
        List<object> values = [Value(property)];
        while (TakesSign(",")) values.Add(Value(property));
        Sign(")");
        return new(property, values);
    }

    private CqlNode.Intersects Meets()
    {
        Sign("(");
        var first = IsGeometry();
        if (first)
        {
            next++;
            Sign(",");
        }

        var shape = shapes.Read(tokens, ref next);
        if (!first)
        {
            Sign(",");
            if (!IsGeometry()) throw Fault();
            next++;
        }

        Sign(")");
        return new(shape);
    }

    private CqlNode.Compared Compare(OgcProperty property, CqlComparison how, object value) =>
        property.Type is OgcType.Words or OgcType.Id or OgcType.Boolean && how is not (CqlComparison.Equal or CqlComparison.NotEqual)
            ? throw Fault()
            : new(property, how, value);

    private OgcProperty Property()
    {
        var name = Now.Kind is CqlTokenKind.Name or CqlTokenKind.QuotedName ? Now.Value : throw Fault();
        var property = collection.Properties.FirstOrDefault(one => one.Name == name) ?? throw Fault();
        next++;
        return property;
    }
}

/// <summary>A filter cannot be read from here on.</summary>
internal sealed class CqlNotReadableException(int at) : Exception("The filter cannot be read.")
{
    /// <summary>Where, from 0.</summary>
    public int At => at;
}
