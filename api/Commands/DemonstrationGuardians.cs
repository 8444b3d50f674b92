using System.Security.Cryptography;
using SpacesPlaces.Api.Assessments;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Commands;

/// <summary>Who was in the invented park before the demonstration's plan, by role and part of the week: nobody late at night.</summary>
internal static class DemonstrationGuardians
{
    private static readonly (GuardianRole Role, string Place, WeekTime[] Times, PromptRating Confidence, PromptRating KnowsWhoToTell, Agency? Through, InfoGrade Grade)[] Known =
    [
        (GuardianRole.Shopkeeper, "The kiosk by the water", [WeekTime.WeekdayDay, WeekTime.WeekendDay], PromptRating.Mixed, PromptRating.Concern, Agency.Licensing, InfoGrade.FirstHand),
        (GuardianRole.Warden, "The park’s lower gate", [WeekTime.WeekdayDay], PromptRating.Strength, PromptRating.Strength, Agency.Other, InfoGrade.FirstHand),
        (GuardianRole.BusDriver, "The last bus at the stop", [WeekTime.WeekdayEvening], PromptRating.NotKnown, PromptRating.NotKnown, null, InfoGrade.SecondHand),
    ];

    public static IEnumerable<object> Of(Assessment assessment, Func<string, Guid> idOf, Guid by, DateTimeOffset now)
    {
        foreach (var (at, one) in Known.Index())
        {
            var id = idOf($"guardian {at}");
            yield return new Guardian
            {
                PartnershipId = assessment.PartnershipId,
                Id = id,
                AssessmentId = assessment.Id,
                Role = one.Role,
                Place = one.Place,
                Times = one.Times,
                CaringIntention = PromptRating.Strength,
                Confidence = one.Confidence,
                KnowsWhoToTell = one.KnowsWhoToTell,
                Relations = PromptRating.NotKnown,
                Training = GuardianTraining.NotTrained,
                ReachedThrough = one.Through,
                Source = SourceKind.PractitionerObserved,
                Grade = one.Grade,
                KnownOn = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-71),
                Agency = assessment.Agency,
                RecordedBy = by,
                EditedBy = by,
                EditedAt = now.AddDays(-71),
                ContentSha256 = SHA256.HashData(id.ToByteArray()),
            };
        }
    }
}
