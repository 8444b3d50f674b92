using System.Security.Cryptography;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Assessments;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.Samples;

namespace SpacesPlaces.Api.Commands;

/// <summary>The demonstration's assessment, in the middle of its life: the plan for the invented park is being carried out.</summary>
internal static class DemonstrationAssessment
{
    private static readonly (AssessmentStatus To, int DaysAgo, string Reason)[] Way =
    [
        (AssessmentStatus.Draft, 120, "The panel asked for a neighbourhood assessment with young people’s own maps."),
        (AssessmentStatus.Scoping, 112, "What is known is written down."),
        (AssessmentStatus.Gathering, 100, "Boundary, partners and the way young people take part are agreed."),
        (AssessmentStatus.Reflection, 50, "Every prompt is answered, or nobody knows."),
        (AssessmentStatus.GoalsSet, 40, "Two goals, both from what young people said."),
        (AssessmentStatus.PlanAgreed, 25, "The council, the kiosk and the youth service said what they will do."),
        (AssessmentStatus.Delivering, 15, "Lamps, a youth worker until ten, and a helper in the kiosk."),
    ];

    private static readonly Dictionary<string, (PromptRating? Rating, string Text)> Found = new()
    {
        ["harm"] = (null, "Adults give vapes and lifts to different children near the shelter."),
        ["already_good"] = (null, "The kiosk keeper knows many young people and greets them."),
        ["boundary"] = (null, "The park, the path to the station and the shelter; evenings from five to eleven."),
        ["partners"] = (null, "Youth service, council’s parks team, kiosk, school, police community team."),
        ["safe_by_day"] = (PromptRating.Strength, "Most young people who were asked feel safe here by day."),
        ["safe_by_night"] = (PromptRating.Concern, "Few feel safe after dark; the path home is the worst part."),
        ["trusted_adults"] = (PromptRating.Mixed, "They name the kiosk keeper and one youth worker, nobody else."),
        ["things_to_do"] = (PromptRating.Concern, "Nothing is open after six."),
        ["who_is_here"] = (PromptRating.Mixed, "Dog walkers until dusk, the kiosk until six, nobody later."),
        ["knows_who_to_tell"] = (PromptRating.Concern, "The kiosk did not know whom to call."),
        ["lighting"] = (PromptRating.Concern, "Two of five lamps are out; the shelter is dark."),
        ["sight_lines"] = (PromptRating.Concern, "The hedge hides the shelter from the path."),
        ["night_transport"] = (PromptRating.Mixed, "The last bus leaves at nine."),
    };

    /// <summary>All rows of the assessment of a space.</summary>
    public static IEnumerable<object> Of(County county, Space space, ActorIdentity by, Guid lead, DateTimeOffset now)
    {
        Guid IdOf(string what) => InventedId.Of(county.Seed, "assessment", what);
        var (id, today) = (IdOf("park"), DateOnly.FromDateTime(now.UtcDateTime));
        var assessment = new Assessment
        {
            PartnershipId = space.PartnershipId,
            Id = id,
            Version = Way.Length,
            SpaceId = space.Id,
            FormVersion = AssessmentFormFirst.Form.Version,
            LeadId = lead,
            Status = Way[^1].To,
            ReviewOn = today.AddDays(12),
            Agency = by.Agency,
            OpenedBy = by.UserId,
            OpenedAt = now.AddDays(-Way[0].DaysAgo),
            ContentSha256 = SHA256.HashData(id.ToByteArray()),
        };
        foreach (var (at, step) in Way.Index())
        {
            assessment.Steps.Add(new()
            {
                PartnershipId = space.PartnershipId,
                AssessmentId = id,
                Version = at + 1,
                FromStatus = at == 0 ? null : Way[at - 1].To,
                ToStatus = step.To,
                Reason = step.Reason,
                ReviewOn = at == Way.Length - 1 ? assessment.ReviewOn : today.AddDays(28 - step.DaysAgo),
                Agency = by.Agency,
                MovedBy = lead,
                MovedAt = now.AddDays(-step.DaysAgo),
            });
        }

        yield return assessment;
        foreach (var prompt in AssessmentFormFirst.Form.Prompts) yield return AnswerOf(assessment, prompt, lead, now.AddDays(-60));
        foreach (var (instrument, number) in ((Instrument, int)[])[(Instrument.SurveyYoungPeople, 41), (Instrument.ObservationDay, 2), (Instrument.ObservationNight, 2), (Instrument.SafetyMap, 11), (Instrument.GuardianshipMap, 3)])
        {
            yield return new AssessmentUse
            {
                PartnershipId = space.PartnershipId,
                AssessmentId = id,
                Instrument = instrument,
                Number = number,
                UsedOn = today.AddDays(-70),
                SeasonNote = "Dry evenings, school term.",
                Agency = by.Agency,
                EditedBy = lead,
                EditedAt = now.AddDays(-70),
            };
        }

        foreach (var row in DemonstrationSurvey.Of(assessment, IdOf, lead, today)) yield return row;
        foreach (var row in DemonstrationVisits.Of(assessment, IdOf, lead, now)) yield return row;
        foreach (var row in DemonstrationGuardians.Of(assessment, IdOf, lead, now)) yield return row;
        foreach (var row in DemonstrationPeerMap.Of(assessment, IdOf, lead, now)) yield return row;
        if (space.Shape is { } shape)
            foreach (var row in DemonstrationSafetyMap.Of(assessment, shape, IdOf, lead, today)) yield return row;
        yield return new AssessmentVoice
        {
            PartnershipId = space.PartnershipId,
            Id = IdOf("voice"),
            AssessmentId = id,
            HeardBy = HeardBy.Group,
            Text = "We would stay if somebody we know were here, and if we could see the path.",
            HeardOn = today.AddDays(-65),
            Agency = by.Agency,
            RecordedBy = lead,
            RecordedAt = now.AddDays(-65),
            ContentSha256 = SHA256.HashData(id.ToByteArray()),
        };
        foreach (var row in Plan(assessment, IdOf, lead, now)) yield return row;
    }

    private static AssessmentAnswer AnswerOf(Assessment assessment, FormPrompt prompt, Guid by, DateTimeOffset at)
    {
        var known = Found.TryGetValue(prompt.Key, out var found);
        var rated = known && prompt.Kind == PromptKind.Rated;
        return new()
        {
            PartnershipId = assessment.PartnershipId,
            AssessmentId = assessment.Id,
            Prompt = prompt.Key,
            Text = known ? found.Text : null,
            Rating = rated ? found.Rating : known || prompt.Kind == PromptKind.Tick ? null : PromptRating.NotKnown,
            Source = rated ? SourceKind.PractitionerObserved : null,
            Grade = rated ? InfoGrade.FirstHand : null,
            Ticked = prompt.Kind == PromptKind.Tick ? true : null,
            Agency = assessment.Agency,
            EditedBy = by,
            EditedAt = at,
            ContentSha256 = SHA256.HashData(assessment.Id.ToByteArray()),
        };
    }

    private static IEnumerable<object> Plan(Assessment assessment, Func<string, Guid> idOf, Guid by, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        (FormSide Side, string Statement, string Sign, string Method, string Baseline, (string What, Agency Owner, int DueIn, ResponseStatus Status)[] Responses)[] goals =
        [
            (FormSide.YoungPeople, "Young people feel safe here in the evening", "More of them say that they feel safe after dark", "The same survey in the same season",
                "12 of 41 felt safe after dark",
                [("A youth worker is here until ten on Fridays and Saturdays", Agency.YouthService, 20, ResponseStatus.UnderWay), ("Mend the two lamps and cut the hedge", Agency.Other, -4, ResponseStatus.Todo)]),
            (FormSide.Guardianship, "Adults here know what to do when they worry", "Young people name more adults here whom they trust", "Conversations and young people’s maps",
                "Two adults were named", [("The kiosk’s staff are trained and have a number to call", Agency.Licensing, -6, ResponseStatus.Done)]),
        ];
        foreach (var (at, goal) in goals.Index())
        {
            var id = idOf($"goal {at}");
            yield return new AssessmentGoal
            {
                PartnershipId = assessment.PartnershipId,
                Id = id,
                AssessmentId = assessment.Id,
                Side = goal.Side,
                Statement = goal.Statement,
                Hope = goal.Statement,
                Sign = goal.Sign,
                Method = goal.Method,
                Baseline = goal.Baseline,
                RecordedBy = by,
                EditedBy = by,
                EditedAt = now.AddDays(-40),
                ContentSha256 = SHA256.HashData(id.ToByteArray()),
            };
            foreach (var (n, response) in goal.Responses.Index())
            {
                var responseId = idOf($"response {at} {n}");
                yield return new AssessmentResponse
                {
                    PartnershipId = assessment.PartnershipId,
                    Id = responseId,
                    AssessmentId = assessment.Id,
                    GoalId = id,
                    What = response.What,
                    Owner = response.Owner,
                    DueOn = today.AddDays(response.DueIn),
                    Status = response.Status,
                    RecordedBy = by,
                    EditedBy = by,
                    EditedAt = now.AddDays(-25),
                    ContentSha256 = SHA256.HashData(responseId.ToByteArray()),
                };
            }
        }
    }
}
