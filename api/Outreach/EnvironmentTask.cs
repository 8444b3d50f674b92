using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Outreach;

/// <summary>Something about a place that somebody can mend: a broken light, bushes that hide a path. It tells of no child.</summary>
public sealed class EnvironmentTask
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>EPSG:27700 metres.</summary>
    public required Point Point { get; set; }
    public int? CellX { get; private set; }
    public int? CellY { get; private set; }
    public double? AccuracyMetres { get; set; }
    public PointSource PlacedBy { get; set; }
    public EnvironmentDefect Defect { get; set; }
    public EnvironmentTaskStatus Status { get; set; }

    /// <summary>The agency that sees to it.</summary>
    public Agency Owner { get; set; }
    public string? Note { get; set; }
    public string? NoteLanguage { get; set; }
    public DateOnly? Due { get; set; }

    /// <summary>The session in which it was seen; it may arrive later than the task, so no key holds the two together.</summary>
    public Guid? SessionId { get; set; }
    public Agency Agency { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Digest of the content as first sent; decides whether a resend is the same task.</summary>
    public required byte[] ContentSha256 { get; set; }
    public List<EnvironmentTaskEvent> Steps { get; } = [];
    public List<Photo> Photos { get; } = [];
}

/// <summary>A step in the life of an environment task.</summary>
public sealed class EnvironmentTaskEvent
{
    public Guid PartnershipId { get; set; }
    public Guid TaskId { get; set; }

    /// <summary>The version of the task that it made.</summary>
    public int Version { get; set; }
    public EnvironmentTaskStatus Status { get; set; }
    public Agency Owner { get; set; }
    public string? Reason { get; set; }
    public Agency Agency { get; set; }
    public Guid By { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class EnvironmentTables : IEntityTypeConfiguration<EnvironmentTask>, IEntityTypeConfiguration<EnvironmentTaskEvent>
{
    public void Configure(EntityTypeBuilder<EnvironmentTask> task)
    {
        task.ToTable("environment_task", table =>
        {
            table.HasPointChecks("environment_task", "point");
            table.HasCheckConstraint("environment_task_accuracy_sane", "accuracy_metres >= 0 and accuracy_metres <= 100000");
            table.HasCheckConstraint("environment_task_note_length", "char_length(note) <= 500");
            table.HasCheckConstraint("environment_task_note_has_a_language", "(note is null) = (note_language is null)");
            table.HasCheckConstraint("environment_task_version_positive", "version >= 1");
        });
        task.HasKey(t => new { t.PartnershipId, t.Id });
        task.Property(t => t.Point).HasColumnType("geometry(Point,27700)");
        task.Property(t => t.Version).IsConcurrencyToken();
        task.HasCell(t => t.CellX, t => t.CellY, "point");
        task.HasIndex(t => t.Point).HasMethod("gist");
        task.HasIndex(t => new { t.PartnershipId, t.CellX, t.CellY }).HasDatabaseName("environment_task_cell");
        task.HasIndex(t => new { t.PartnershipId, t.Status, t.Due });
        task.HasOne<Partnership>().WithMany().HasForeignKey(t => t.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        task.HasOne<Account>().WithMany().HasForeignKey(t => t.RecordedBy).OnDelete(DeleteBehavior.Restrict);
        task.HasMany(t => t.Photos).WithOne().HasForeignKey(p => new { p.PartnershipId, p.TaskId }).OnDelete(DeleteBehavior.Restrict);
        task.HasMany(t => t.Steps).WithOne().HasForeignKey(s => new { s.PartnershipId, s.TaskId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<EnvironmentTaskEvent> step)
    {
        step.ToTable("environment_task_step", table => table.HasCheckConstraint("environment_task_step_reason_length", "char_length(reason) <= 500"));
        step.HasKey(s => new { s.PartnershipId, s.TaskId, s.Version });
        step.HasOne<Account>().WithMany().HasForeignKey(s => s.By).OnDelete(DeleteBehavior.Restrict);
    }
}
