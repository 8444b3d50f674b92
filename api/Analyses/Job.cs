using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Analyses;

/// <summary>Work that takes longer than a request. Claimed by one worker at a time, under a lease that it renews.</summary>
public sealed class Job
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client, so that a resend finds the job that already stands.</summary>
    public Guid Id { get; set; }
    public required string Kind { get; set; }
    public required string Parameters { get; set; }

    /// <summary>Digest of kind and parameters; decides whether a resend is the same job.</summary>
    public required byte[] ContentSha256 { get; set; }

    /// <summary>The job runs with this account's rights, read again when it starts.</summary>
    public Guid RequestedBy { get; set; }
    public DateTimeOffset RequestedAt { get; set; }
    public JobState State { get; set; }
    public double Fraction { get; set; }
    public string? Step { get; set; }
    public string? Problem { get; set; }
    public required string ProblemFields { get; set; }
    public string? Result { get; set; }
    public bool CancelRequested { get; set; }

    /// <summary>Until when the worker that claimed it may be silent; after that another worker takes it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> job)
    {
        job.ToTable("job", table => table.HasCheckConstraint("job_fraction_sane", "fraction between 0 and 1"));
        job.HasKey(j => new { j.PartnershipId, j.Id });
        job.Property(j => j.Parameters).HasColumnType("jsonb");
        job.Property(j => j.ProblemFields).HasColumnType("jsonb");
        job.HasIndex(j => new { j.State, j.LeaseUntil, j.RequestedAt }).HasFilter("state in ('queued', 'running')")
            .HasDatabaseName("job_to_claim");
        job.HasOne<Partnership>().WithMany().HasForeignKey(j => j.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        job.HasOne<Account>().WithMany().HasForeignKey(j => j.RequestedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
