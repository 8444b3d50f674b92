namespace SpacesPlaces.Api.Ogc.Cql2;

/// <summary>A filter as a condition on the columns of what is shown; every value is a parameter.</summary>
internal static class CqlSql
{
    public static string Of(CqlNode node, OgcSql sql) => node switch
    {
        CqlNode.Joined joined => $"({string.Join(joined.All ? " and " : " or ", joined.Parts.Select(part => Of(part, sql)))})",
        CqlNode.Not not => $"(not {Of(not.Part, sql)})",
        CqlNode.Compared { Property.Type: OgcType.Words } compared =>
            $"({(compared.How == CqlComparison.NotEqual ? "not " : "")}{sql.Parameter(compared.Value)} = any ({Column(compared.Property)}))",
        CqlNode.Compared compared => $"({Column(compared.Property)} {Sign(compared.How)} {sql.Parameter(compared.Value)})",
        CqlNode.In { Property.Type: OgcType.Words } among => $"({string.Join(" or ", among.Values.Select(value => $"{sql.Parameter(value)} = any ({Column(among.Property)})"))})",
        CqlNode.In among => $"({Column(among.Property)} in ({string.Join(", ", among.Values.Select(value => sql.Parameter(value)))}))",
        CqlNode.Between between => $"({Column(between.Property)} between {sql.Parameter(between.From)} and {sql.Parameter(between.To)})",
        CqlNode.Like like => $"({Column(like.Property)} like {sql.Parameter(like.Pattern)})",
        CqlNode.IsNull missing => $"({(missing.Property is { } property ? Column(property) : "geom")} is null)",
        CqlNode.Intersects { Shape.IsEmpty: true } => "(geom is not null and false)",
        CqlNode.Intersects meets => $"st_intersects(geom, {sql.Parameter(meets.Shape)})",
        CqlNode.Always always => always.Holds ? "true" : "false",
        _ => throw new NotSupportedException($"A filter cannot hold a {node.GetType().Name}."),
    };

    private static string Column(OgcProperty property) => $"\"{property.Column}\"";

    private static string Sign(CqlComparison how) => how switch
    {
        CqlComparison.Equal => "=",
        CqlComparison.NotEqual => "<>",
        CqlComparison.Less => "<",
        CqlComparison.LessOrEqual => "<=",
        CqlComparison.Greater => ">",
        _ => ">=",
    };
}
