using NetTopologySuite.Geometries;

namespace SpacesPlaces.Api.Ogc.Cql2;

/// <summary>A part of a filter, as it was read. It holds properties that exist and values; nothing of it is ever text of a query.</summary>
internal abstract record CqlNode
{
    /// <summary>All or any of the parts hold.</summary>
    public sealed record Joined(bool All, IReadOnlyList<CqlNode> Parts) : CqlNode;

    /// <summary>The part does not hold.</summary>
    public sealed record Not(CqlNode Part) : CqlNode;

    /// <summary>A property compared with a value.</summary>
    public sealed record Compared(OgcProperty Property, CqlComparison How, object Value) : CqlNode;

    /// <summary>A property is one of the values.</summary>
    public sealed record In(OgcProperty Property, IReadOnlyList<object> Values) : CqlNode;

    /// <summary>A property lies between two values, both included.</summary>
    public sealed record Between(OgcProperty Property, object From, object To) : CqlNode;

    /// <summary>A text is like a pattern, in which <c>%</c> stands for any characters and <c>_</c> for one.</summary>
    public sealed record Like(OgcProperty Property, string Pattern) : CqlNode;

    /// <summary>A property, or the geometry where none is named, is not there.</summary>
    public sealed record IsNull(OgcProperty? Property) : CqlNode;

    /// <summary>The geometry meets a shape, EPSG:27700; never where the shape is empty.</summary>
    public sealed record Intersects(Geometry Shape) : CqlNode;

    /// <summary>True or false, whatever the feature.</summary>
    public sealed record Always(bool Holds) : CqlNode;
}

/// <summary>How a property is compared.</summary>
internal enum CqlComparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual }
