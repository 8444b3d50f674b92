using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>That an instrument was used in a round, with how many; what came out of it hangs on this row.</summary>
public sealed class AssessmentUse
{
    public Guid PartnershipId { get; set; }
    public Guid AssessmentId { get; set; }

    /// <summary>0 before the plan, otherwise the number of the review.</summary>
    public int Round { get; set; }
    public Instrument Instrument { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>How many answered, drew or were counted from; visits for an observation.</summary>
    public int Number { get; set; }
    public DateOnly UsedOn { get; set; }

    /// <summary>Season, weather, what else was different; null where nothing was.</summary>
    public string? SeasonNote { get; set; }
    public string? LanguageReason { get; set; }
    public Agency Agency { get; set; }
    public Guid EditedBy { get; set; }
    public DateTimeOffset EditedAt { get; set; }
}

internal sealed class RoundTables : IEntityTypeConfiguration<AssessmentUse>
{
    public void Configure(EntityTypeBuilder<AssessmentUse> use)
    {
        use.ToTable("assessment_use", table =>
        {
            table.HasCheckConstraint("assessment_use_round_not_negative", "round >= 0");
            table.HasCheckConstraint("assessment_use_number_positive", "number >= 1");
            table.HasCheckConstraint("assessment_use_season_note_length", "char_length(season_note) between 1 and 500");
        });
        use.HasKey(u => new { u.PartnershipId, u.AssessmentId, u.Round, u.Instrument });
        use.Property(u => u.Version).IsConcurrencyToken();
        use.HasOne<Assessment>().WithMany().HasForeignKey(u => new { u.PartnershipId, u.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        use.HasOne<Account>().WithMany().HasForeignKey(u => u.EditedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Rounds: what was asked and looked at before the plan, and again in each review.</summary>
internal static class RoundApi
{
    public static void MapRounds(this RouteGroupBuilder assessments) =>
        assessments.MapPut("/{id:guid}/rounds/{round:int}/{instrument}", Use).NeedsAgreement(DataItem.Hotspots)
            .Requires(Permission.ChangeAssessments).Audited(AuditAction.InstrumentUsed).Checked<InstrumentUse>(AssessmentPlanChecks.Check)
            .WithSummary("Say that an instrument was used in a round, with how many: 0 before the plan, otherwise the review that is under way; If-Match 0 for the first");

    private static async Task<Results<Ok<InstrumentUseView>, ProblemHttpResult>> Use(
        Guid id, int round, string instrument, InstrumentUse body, HttpContext http, Actor actor, SpacesContext context, AssessmentRows rows,
        AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var (version, noVersion) = Versions.Asked(http);
        if (noVersion is not null) return Problems.Of([noVersion]);
        var (found, refusal) = await rows.HoldAsync(id, cancel);
        if (refusal is not null) return Problems.Of([refusal]);
        if (!WireName.TryParse<Instrument>(instrument, out var word)) return Problems.Of(ProblemCodes.NotFound, "instrument");
        var assessment = found!.Assessment;
        if (!IsOpen(assessment, round)) return Problems.Of(ProblemCodes.RoundNotOpen, "round");
        var use = await context.AssessmentUses.SingleOrDefaultAsync(
            u => u.PartnershipId == actor.PartnershipId && u.AssessmentId == id && u.Round == round && u.Instrument == word, cancel);
        if ((use?.Version ?? 0) != version)
        {
            return use is null ? Problems.Of([Refusal.Of(ProblemCodes.VersionStale, "If-Match", ("version", 0))])
                : AnswerApi.Late(use.Version, Of(use, (await MemberNames.NamesAsync(context, [use.EditedBy], cancel))[use.EditedBy]));
        }

        if (use is not null && (use.Number, use.UsedOn) != (body.Number, body.UsedOn) && await IsCountedAsync(context, assessment, round, word, cancel))
            return Problems.Of(ProblemCodes.InstrumentCounted, "number");
        var told = await SpaceTexts.RefuseAsync([("seasonNote", body.SeasonNote)], body.LanguageReason, http, actor, context, trail, clock, cancel);
        if (told.Count > 0) return Problems.Of(told);
        if (use is null) context.AssessmentUses.Add(use = new() { PartnershipId = actor.PartnershipId, AssessmentId = id, Round = round, Instrument = word });
        else use.Version++;
        (use.Number, use.UsedOn, use.SeasonNote, use.LanguageReason) = (body.Number, body.UsedOn, body.SeasonNote?.Trim(), body.LanguageReason);
        (use.Agency, use.EditedBy, use.EditedAt) = (actor.Agency, actor.UserId, clock.StoredNow());
        trail.Note("instrument", instrument);
        trail.Note("round", round);
        Versions.Show(http, use.Version);
        return TypedResults.Ok(Of(use, actor.UserName));
    }

    // What was recorded with an instrument says how often it was used.
    private static async Task<bool> IsCountedAsync(SpacesContext context, Assessment assessment, int round, Instrument instrument, CancellationToken cancel) =>
        await ObservationApi.CountsAsync(context, assessment, round, instrument, cancel)
        || await GuardianshipMap.CountsAsync(context, assessment, round, instrument, cancel);

    /// <summary>
    /// True while a round may be written to: what is asked once the plan is carried out is no baseline, and what belongs to a review that is
    /// over is none of the next.
    /// </summary>
    public static bool IsOpen(Assessment assessment, int round) =>
        assessment.IsOpen && round == assessment.Round && (round != 0 || assessment.Status < AssessmentStatus.Delivering);

    public static InstrumentUseView Of(AssessmentUse use, string editor) =>
        new(use.Round, use.Instrument, use.Version, use.Number, use.UsedOn, use.SeasonNote, editor, use.EditedAt, use.LanguageReason);
}
