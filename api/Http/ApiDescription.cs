using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>The OpenAPI document: written by the program from its endpoints, never by hand.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        // GIS clients read 3.0; a later version says nothing more about this API.
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "SpacesPlaces";
            document.Info.Version = "1";
            document.Info.Description = "Spaces and places where children have been harmed: incidents, hotspots, assessments.";
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
                ["cookie"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Cookie,
                    Name = "spacesplaces-session",
                },
            };
            return Task.CompletedTask;
        });
        // Geometries are read and written by converters of their own, which the generator cannot look into.
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type == typeof(PointGeometry)) DescribePoint(schema);
            if (type.IsAssignableTo(typeof(IEnumerable<PointGeometry>))) DescribePoint((OpenApiSchema)(schema.Items = new OpenApiSchema()));
            if (type == typeof(AreaGeometry))
                Describe(schema, "GeoJSON Polygon or MultiPolygon, longitude before latitude", ["Polygon", "MultiPolygon"],
                    new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema() });
            if (type.IsEnum) schema.Type ??= JsonSchemaType.String;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<RequiredPermission>().FirstOrDefault() is { } required)
                operation.Description = $"Needs the permission `{Geodata.Vocabulary.WireName.Of(required.Permission)}`.";
            // A list in the query that is left out is an empty one; compiled routes call every list required.
            foreach (var list in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p is { In: ParameterLocation.Query, Schema.Type: JsonSchemaType.Array }))
                list.Required = false;
            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "A problem (RFC 9457) with a stable code",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() },
            };
            return Task.CompletedTask;
        });
    });

    private static OpenApiSchema Position() => new()
    {
        Type = JsonSchemaType.Array,
        Items = new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" },
        MinItems = 2,
        MaxItems = 2,
    };

    private static void DescribePoint(OpenApiSchema schema) => Describe(schema, "GeoJSON Point, longitude before latitude", ["Point"], Position());

    private static void Describe(OpenApiSchema schema, string description, string[] kinds, OpenApiSchema coordinates)
    {
        schema.Type = JsonSchemaType.Object | (schema.Type & JsonSchemaType.Null);
        schema.Description = description;
        schema.Required = new HashSet<string> { "type", "coordinates" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. kinds.Select(kind => JsonValue.Create(kind))] },
            ["coordinates"] = coordinates,
        };
    }
}
