using System.Security.Cryptography;
using SpacesPlaces.Api.Assessments;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Commands;

/// <summary>Four invented visits before the demonstration's plan, two by day and two after dark.</summary>
internal static class DemonstrationVisits
{
    // In the order of the items; null is what could not be seen.
    private static readonly (ObservationTime Time, int DaysAgo, ObservedWeather Weather, int?[] Items, int[] Adults, int[] Young, GuardianRole[] Guardians, string Note)[] Made =
    [
        (ObservationTime.Day, 78, ObservedWeather.Dry, [3, 2, 3, 2, 2, 1, 3, 2, 2], [14, 11], [6, 9], [GuardianRole.Shopkeeper, GuardianRole.Warden], "The kiosk is open; families by the water."),
        (ObservationTime.Day, 72, ObservedWeather.Cold, [3, 2, 2, 2, 2, 1, 2, 2, 2], [8], [4], [GuardianRole.Shopkeeper], "Bins are full behind the shelter."),
        (ObservationTime.Night, 77, ObservedWeather.Dry, [0, 1, 0, 0, 1, 1, 1, 0, 0], [3, 2], [7, 5], [], "Two of five lamps are out. Cars stop by the shelter."),
        (ObservationTime.Night, 70, ObservedWeather.Rain, [1, null, 0, 1, 1, 1, 0, 1, 1], [2], [3], [GuardianRole.BusDriver], "The driver of the last bus waits until everybody is in."),
    ];

    public static IEnumerable<object> Of(Assessment assessment, Func<string, Guid> idOf, Guid by, DateTimeOffset now)
    {
        foreach (var (at, visit) in Made.Index())
        {
            var id = idOf($"visit {at}");
            yield return new ObservationVisit
            {
                PartnershipId = assessment.PartnershipId,
                Id = id,
                AssessmentId = assessment.Id,
                Time = visit.Time,
                VisitedOn = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-visit.DaysAgo),
                Weather = visit.Weather,
                FormVersion = ObservationForm.Version,
                Items = ObservationVisit.Written(ObservationForm.Items.Zip(visit.Items, (item, value) => new ObservedItem(item, value))),
                Adults = visit.Adults,
                YoungPeople = visit.Young,
                Guardians = visit.Guardians,
                Note = visit.Note,
                Agency = assessment.Agency,
                RecordedBy = by,
                RecordedAt = now.AddDays(-visit.DaysAgo),
                ContentSha256 = SHA256.HashData(id.ToByteArray()),
            };
        }
    }
}
