using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>A row with every kind of geometry column, for the tests of the spatial plugin alone.</summary>
public sealed class Place
{
    public int Id { get; init; }
    public required Point At { get; init; }
    public required LineString Path { get; init; }
    public Polygon? Area { get; init; }
    public Geometry? Anything { get; init; }
    public Point? OnTheGlobe { get; init; }
}

public sealed class PlaceContext(string connectionString) : DbContext
{
    public DbSet<Place> Places => Set<Place>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseNpgsql(connectionString, npgsql => npgsql.UseNetTopologySuite());

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Place>(place =>
    {
        place.ToTable("place");
        place.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
        place.Property(p => p.At).HasColumnName("at").HasColumnType("geometry(Point,27700)");
        place.Property(p => p.Path).HasColumnName("path").HasColumnType("geometry(LineString,27700)");
        place.Property(p => p.Area).HasColumnName("area").HasColumnType("geometry(Polygon,27700)");
        place.Property(p => p.Anything).HasColumnName("anything");
        place.Property(p => p.OnTheGlobe).HasColumnName("globe").HasColumnType("geography(Point,4326)");
        place.HasIndex(p => p.At).HasMethod("gist");
    });
}
