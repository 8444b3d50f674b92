using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>
/// A stored analysis other than clusters: what was asked, what it stands on, what came out. Never changed but for being shown to the
/// panel; taken away when a record of its window is erased, since it can be made again without it.
/// </summary>
public sealed class StoredAnalysis
{
    public Guid PartnershipId { get; set; }

    /// <summary>Also the id of the job that made it.</summary>
    public Guid Id { get; set; }

    /// <summary>The method's word.</summary>
    public required string Kind { get; set; }
    public AnalysisSubject Subject { get; set; }
    public DateOnly WindowFrom { get; set; }
    public DateOnly WindowTo { get; set; }

    /// <summary>What was asked, as a NewAnalysis contract.</summary>
    public required string Request { get; set; }
    public required string Method { get; set; }
    public required string MethodVersion { get; set; }

    /// <summary>Seed in use as text; null where nothing was simulated.</summary>
    public string? Seed { get; set; }
    public required byte[] InputDigest { get; set; }

    /// <summary>What it stands on, as an AnalysisFacts contract.</summary>
    public required string Facts { get; set; }
    public bool TooFew { get; set; }

    /// <summary>Caveats that hold for this result, as keys of the text files.</summary>
    public required string[] Caveats { get; set; }

    /// <summary>What came out, as an AnalysisResult contract; null when there was too little to tell.</summary>
    public string? Result { get; set; }
    public Guid CreatedBy { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Since when the panel may see it.</summary>
    public DateTimeOffset? ShownToPanelAt { get; set; }
}

internal sealed class StoredAnalysisTable : IEntityTypeConfiguration<StoredAnalysis>
{
    public void Configure(EntityTypeBuilder<StoredAnalysis> analysis)
    {
        analysis.ToTable("analysis");
        analysis.HasKey(a => new { a.PartnershipId, a.Id });
        analysis.Property(a => a.Request).HasColumnType("jsonb");
        analysis.Property(a => a.Facts).HasColumnType("jsonb");
        // Neither jsonb nor json: it is written by us, read whole, and may be some megabytes, which the database would read through first.
        analysis.Property(a => a.Result).HasColumnType("text");
        analysis.HasIndex(a => new { a.PartnershipId, a.CreatedAt });
        analysis.HasOne<Partnership>().WithMany().HasForeignKey(a => a.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }
}
