using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>One sign-in of one person. A request is admitted only while its session stands, whatever its cookie or token says.</summary>
public sealed class Session
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public SessionKind Kind { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Moved forward at most every half minute, so that reading does not write each time.</summary>
    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>When the person last proved who they are; some acts ask for a fresh proof.</summary>
    public DateTimeOffset AuthenticatedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why it ended, as a key of the text files.</summary>
    public string? EndedWhy { get; set; }

    /// <summary>The device that said how much waits on it; an id that it made for itself.</summary>
    public Guid? DeviceId { get; set; }

    /// <summary>How many records that device said were waiting to be sent.</summary>
    public int? Unsent { get; set; }
    public DateTimeOffset? UnsentSaidAt { get; set; }
}

/// <summary>An account offered to a person; they bring the code that they were given and choose a password.</summary>
public sealed class Invitation
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public required string UserName { get; set; }
    public Role Role { get; set; }
    public Agency Agency { get; set; }

    /// <summary>Digest of the code; the code itself is shown once and kept nowhere.</summary>
    public required byte[] CodeSha256 { get; set; }
    public Guid InvitedBy { get; set; }
    public DateTimeOffset InvitedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? AcceptedAt { get; set; }
    public Guid? AccountId { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>A role that somebody would give to themselves; a second person decides.</summary>
public sealed class RoleRequest
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public Role Role { get; set; }
    public Agency Agency { get; set; }
    public required string Reason { get; set; }
    public Guid AskedBy { get; set; }
    public DateTimeOffset AskedAt { get; set; }
    public Guid? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public bool? Granted { get; set; }
}

/// <summary>Why somebody looks at restricted data, said once for a task.</summary>
public sealed class PurposeStatement
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public Guid SessionId { get; set; }
    public Purpose Purpose { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset StatedAt { get; set; }
    public DateTimeOffset EndsAt { get; set; }
}

/// <summary>Something that a named person is told.</summary>
public sealed class Notice
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public NoticeKind Kind { get; set; }

    /// <summary>What it is about: a record, a request, an account.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>Values for its sentence, a flat JSON object; never content of a record.</summary>
    public required string Detail { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class SessionTables :
    IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<Invitation>, IEntityTypeConfiguration<RoleRequest>,
    IEntityTypeConfiguration<PurposeStatement>, IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("session");
        session.HasKey(s => new { s.PartnershipId, s.Id });
        session.HasIndex(s => new { s.PartnershipId, s.AccountId, s.EndedAt });
        session.HasOne<Membership>().WithMany().HasForeignKey(s => new { s.PartnershipId, s.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitation");
        invitation.HasKey(i => new { i.PartnershipId, i.Id });
        invitation.HasIndex(i => new { i.PartnershipId, i.CodeSha256 }).IsUnique();
        invitation.HasOne<Partnership>().WithMany().HasForeignKey(i => i.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RoleRequest> request)
    {
        request.ToTable("role_request", table => table.HasCheckConstraint(
            "role_request_second_person", "decided_by is null or (decided_by <> asked_by and decided_by <> account_id)"));
        request.HasKey(r => new { r.PartnershipId, r.Id });
        request.HasOne<Membership>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PurposeStatement> statement)
    {
        statement.ToTable("purpose_statement", table => table.HasCheckConstraint("purpose_statement_ends_later", "ends_at > stated_at"));
        statement.HasKey(s => new { s.PartnershipId, s.Id });
        statement.HasOne<Session>().WithMany().HasForeignKey(s => new { s.PartnershipId, s.SessionId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notice");
        notice.HasKey(n => new { n.PartnershipId, n.Id });
        notice.Property(n => n.Detail).HasColumnType("jsonb");
        notice.HasOne<Membership>().WithMany().HasForeignKey(n => new { n.PartnershipId, n.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
