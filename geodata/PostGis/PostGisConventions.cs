using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using NetTopologySuite.Geometries;

namespace SpacesPlaces.Geodata.PostGis;

/// <summary>A model with a geometry in it asks for the database extension <c>postgis</c>.</summary>
internal sealed class PostGisConventions : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        conventionSet.ModelFinalizingConventions.Add(new ExtensionWhenGeometry());
        return conventionSet;
    }

    private sealed class ExtensionWhenGeometry : IModelFinalizingConvention
    {
        public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
        {
            var hasGeometry = modelBuilder.Metadata.GetEntityTypes()
                .SelectMany(type => type.GetDeclaredProperties())
                .Any(property => typeof(Geometry).IsAssignableFrom(property.ClrType));
            if (hasGeometry) modelBuilder.HasPostgresExtension("postgis");
        }
    }
}
