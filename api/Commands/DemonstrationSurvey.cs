using System.Text.Json;
using SpacesPlaces.Api.Assessments;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Commands;

/// <summary>What 41 invented young people answered before the demonstration's plan: 12 of them feel safe in the park after dark.</summary>
internal static class DemonstrationSurvey
{
    private const int Voices = 41;

    // How many of the voices gave each answer, in turn; together they are all.
    private static readonly (string Item, (string Choice, int Voices)[] Answers)[] Chosen =
    [
        ("how_often", [("most_days", 14), ("every_week", 15), ("now_and_then", 12)]),
        ("safe_by_day", [("safe", 19), ("mostly_safe", 15), ("mostly_unsafe", 7)]),
        ("safe_by_night", [("mostly_unsafe", 15), ("unsafe", 8), ("mostly_safe", 12), ("not_here_then", 6)]),
        ("trusted_adults", [("nobody", 17), ("one", 12), ("several", 5), ("not_sure", 7)]),
    ];

    private static readonly (string Item, string[] Words)[] Written =
    [
        ("what_is_good", ["The benches by the water", "Mae pawb yn dod yma ar ôl ysgol", "The kiosk is cheap", "You can see the whole town", "Mae’n dawel"]),
        ("what_worries", ["Cars that stop by the shelter", "Mae’r goleuadau wedi torri", "Adults we do not know ask us things", "The path home is dark", "Dim bws ar ôl naw"]),
        ("what_would_help", ["Lights on the path", "Rhywun rydyn ni’n ei nabod yma gyda’r nos", "Somewhere warm that stays open", "A later bus", "Torri’r gwrych"]),
    ];

    public static IEnumerable<object> Of(Assessment assessment, Func<string, Guid> idOf, Guid by, DateOnly today)
    {
        var collection = new Collection
        {
            PartnershipId = assessment.PartnershipId,
            Id = idOf("survey"),
            AssessmentId = assessment.Id,
            Instrument = Instrument.SurveyYoungPeople,
            Wording = 1,
            OpensOn = today.AddDays(-84),
            ClosesOn = today.AddDays(-70),
            ClosedOn = today.AddDays(-70),
            // Nobody ever had its link.
            TokenSha256 = Collections.Digest(Collections.MakeSecret()),
            NamesPlace = true,
            Agency = assessment.Agency,
            OpenedBy = by,
            OpenedAt = assessment.OpenedAt,
        };
        yield return collection;
        for (var voice = 0; voice < Voices; voice++)
        {
            yield return new CollectionAnswer
            {
                PartnershipId = assessment.PartnershipId,
                Id = idOf($"survey {voice}"),
                CollectionId = collection.Id,
                Detail = JsonSerializer.Serialize(AnswersOf(voice)),
                Keyed = voice % 4 == 0,
            };
        }
    }

    private static Dictionary<string, string> AnswersOf(int voice)
    {
        Dictionary<string, string> answers = [];
        foreach (var (at, (item, given)) in Chosen.Index())
        {
            // Each question deals its answers out from another voice on, so that sets differ.
            var left = (voice + (at * 11)) % Voices;
            foreach (var (choice, voices) in given)
            {
                if (left < voices) { answers[item] = choice; break; }
                left -= voices;
            }
        }

        foreach (var (at, (item, words)) in Written.Index())
            if ((voice + at) % 8 == 0 && (voice + at) / 8 < words.Length) answers[item] = words[(voice + at) / 8];
        return answers;
    }
}
