using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>What a guardianship map tells its readers.</summary>
internal static class GuardianshipMap
{
    /// <summary>Guardians and what each round says, for a reader who sees the assessment.</summary>
    public static async Task<GuardianshipFile> FileAsync(Assessment assessment, Actor actor, SpacesContext context, CancellationToken cancel)
    {
        var guardians = await context.Guardians.AsNoTracking().Where(g => g.PartnershipId == assessment.PartnershipId && g.AssessmentId == assessment.Id)
            .OrderByDescending(g => g.Round).ThenBy(g => g.EditedAt).ThenBy(g => g.Id).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, guardians.Select(guardian => guardian.EditedBy), cancel);
        return new(
            await SquaresAsync(assessment, context, cancel), [.. guardians.Select(guardian => Of(guardian, assessment, names[guardian.EditedBy], actor))],
            [.. from guardian in guardians where guardian.WithdrawnAt is null group guardian.Mapped() by guardian.Round into round orderby round.Key
                select Told(round.Key, Guardianship.Of([.. round]))]);
    }

    /// <summary>Guardians of a round that count.</summary>
    public static IQueryable<Guardian> Standing(SpacesContext context, Assessment assessment, int round) => context.Guardians.AsNoTracking()
        .Where(g => g.PartnershipId == assessment.PartnershipId && g.AssessmentId == assessment.Id && g.Round == round && g.WithdrawnAt == null);

    /// <summary>True when guardians say how often the map was used in a round, so that nobody says otherwise by hand.</summary>
    public static async Task<bool> CountsAsync(SpacesContext context, Assessment assessment, int round, Instrument instrument, CancellationToken cancel) =>
        instrument == Instrument.GuardianshipMap && await Standing(context, assessment, round).AnyAsync(cancel);

    /// <summary>Squares of the ground that is fixed for the assessment's safety maps; none while none was handed out.</summary>
    public static async Task<IReadOnlyList<string>> SquaresAsync(Assessment assessment, SpacesContext context, CancellationToken cancel)
    {
        var ground = await context.Collections.AsNoTracking()
            .Where(c => c.PartnershipId == assessment.PartnershipId && c.AssessmentId == assessment.Id && c.Instrument == Instrument.SafetyMap && c.Detail != null)
            .OrderBy(c => c.Round).Select(c => c.Detail).FirstOrDefaultAsync(cancel);
        return ground is null ? [] : SafetyMapInstrument.GridOf(ground).Cells;
    }

    /// <summary>The day on which a round began: the assessment's first, or that of the move to the review.</summary>
    public static async Task<DateOnly> BeganAsync(Assessment assessment, int round, SpacesContext context, CancellationToken cancel)
    {
        var moved = await context.Set<AssessmentStep>().AsNoTracking()
            .Where(s => s.PartnershipId == assessment.PartnershipId && s.AssessmentId == assessment.Id && s.Round == round && s.ToStatus == AssessmentStatus.Review)
            .OrderBy(s => s.MovedAt).Select(s => (DateTimeOffset?)s.MovedAt).FirstOrDefaultAsync(cancel);
        return LocalDays.Of(moved ?? assessment.OpenedAt);
    }

    public static GuardianView Of(Guardian guardian, Assessment assessment, string editor, Actor actor)
    {
        var mayWithdraw = guardian.WithdrawnAt is null && assessment.IsOpen && Permissions.Allow(actor.Role, Permission.RecordObservations);
        return new(
            guardian.Id, guardian.Version, guardian.Round, guardian.Role, guardian.Place, guardian.Square, guardian.Times, guardian.CaringIntention,
            guardian.Confidence, guardian.KnowsWhoToTell, guardian.Relations, guardian.Training, guardian.TrainedIn, guardian.ReachedThrough, guardian.Source,
            guardian.Grade, guardian.KnownOn, guardian.Note, guardian.LanguageReason, editor, guardian.Agency, guardian.EditedAt,
            mayWithdraw && RoundApi.IsOpen(assessment, guardian.Round), mayWithdraw, guardian.WithdrawnAt is { } at ? LocalDays.Of(at) : null,
            guardian.WithdrawnReason);
    }

    private static GuardianshipOfRound Told(int round, GuardianshipRound said) => new(
        round, said.Guardians, [.. said.Times.Select(one => new GuardiansAtTime(one.Time, one.Reading, one.There, one.Caring, one.Unverified, one.Roles))],
        said.TimesNotKnown, [.. said.Prompts.Select(one => new GuardiansByPrompt(one.Prompt, one.Known, one.Strength, one.Mixed, one.Concern, one.NotKnown))],
        said.Trained, said.TrainedBefore, said.TrainingNotKnown, said.NotReached);
}
