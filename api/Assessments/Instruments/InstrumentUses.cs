using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Keeps the row of a round in step with what was recorded with its instrument, in the same transaction.</summary>
internal static class InstrumentUses
{
    /// <summary>Says how many there are now and on which day the last one was; with none, the instrument was not used.</summary>
    /// <param name="assessment">The assessment, held against others who write.</param>
    /// <param name="round">The round.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="days">The day of each that counts.</param>
    /// <param name="actor">Who wrote.</param>
    /// <param name="now">When.</param>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task KeepAsync(
        Assessment assessment, int round, Instrument instrument, IReadOnlyList<DateOnly> days, Actor actor, DateTimeOffset now, SpacesContext context,
        CancellationToken cancel)
    {
        var use = await context.AssessmentUses.SingleOrDefaultAsync(
            u => u.PartnershipId == assessment.PartnershipId && u.AssessmentId == assessment.Id && u.Round == round && u.Instrument == instrument, cancel);
        if (days.Count == 0)
        {
            if (use is not null) context.AssessmentUses.Remove(use);
            return;
        }

        if (use is null)
            context.AssessmentUses.Add(use = new() { PartnershipId = assessment.PartnershipId, AssessmentId = assessment.Id, Round = round, Instrument = instrument });
        else use.Version++;
        (use.Number, use.UsedOn) = (days.Count, days.Max());
        (use.Agency, use.EditedBy, use.EditedAt) = (actor.Agency, actor.UserId, now);
    }
}
