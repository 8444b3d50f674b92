using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Database.Design;

/// <summary>Gives <c>dotnet ef</c> the model. The connection string names no real server: migrations are written without one.</summary>
public sealed class SpacesContextFactory : IDesignTimeDbContextFactory<SpacesContext>
{
    public SpacesContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SpacesContext>()
            .UseNpgsql("Host=localhost;Database=design", npgsql => npgsql.UseNetTopologySuite())
            .Options);
}
