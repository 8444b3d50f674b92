using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>One guardian of a round, by role; nobody is named.</summary>
/// <param name="Role">What they do there.</param>
/// <param name="Times">When they are there; empty where nobody knows.</param>
/// <param name="Ratings">How it stands with each prompt; what is missing is not known.</param>
/// <param name="Training">Whether they were trained.</param>
/// <param name="Grade">How well it is known.</param>
/// <param name="Reached">True where an agency reaches them.</param>
public sealed record MappedGuardian(
    GuardianRole Role, IReadOnlyCollection<WeekTime> Times, IReadOnlyDictionary<GuardianPrompt, PromptRating> Ratings, GuardianTraining Training, InfoGrade Grade,
    bool Reached)
{
    /// <summary>True where their caring intention is a strength, or mixed.</summary>
    public bool Cares => RatingOf(GuardianPrompt.CaringIntention) is PromptRating.Strength or PromptRating.Mixed;

    /// <summary>How it stands with a prompt.</summary>
    public PromptRating RatingOf(GuardianPrompt prompt) => Ratings.GetValueOrDefault(prompt, PromptRating.NotKnown);
}

/// <summary>Who is known to be at a place in a part of the week.</summary>
/// <param name="Time">The part of the week.</param>
/// <param name="There">Guardians known to be there.</param>
/// <param name="Caring">Those of them whose caring intention is a strength, or mixed.</param>
/// <param name="Unverified">Those who care of whom only unverified information tells.</param>
/// <param name="Roles">Their roles, each once, in the order of the vocabulary.</param>
/// <param name="Reading">Whether it is a gap.</param>
public sealed record TimePresence(WeekTime Time, int There, int Caring, int Unverified, IReadOnlyList<GuardianRole> Roles, PresenceReading Reading);

/// <summary>How guardians stand with one prompt.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Known">Guardians of whom it is known: n of the other three.</param>
/// <param name="Strength">Of how many it is a strength.</param>
/// <param name="Mixed">Of how many it is mixed.</param>
/// <param name="Concern">Of how many it is a concern.</param>
/// <param name="NotKnown">Of how many nobody knows.</param>
public sealed record PromptSpread(GuardianPrompt Prompt, int Known, int Strength, int Mixed, int Concern, int NotKnown);

/// <summary>What the guardianship map of one round says.</summary>
/// <param name="Guardians">Guardians on it.</param>
/// <param name="Times">Every part of the week.</param>
/// <param name="TimesNotKnown">Guardians of whom nobody knows when they are there.</param>
/// <param name="Prompts">Every prompt.</param>
/// <param name="Trained">Trained, in the round or before it.</param>
/// <param name="TrainedBefore">Those of them trained before the round.</param>
/// <param name="TrainingNotKnown">Of whom nobody knows whether they were trained.</param>
/// <param name="NotReached">Whom no agency reaches.</param>
public sealed record GuardianshipRound(
    int Guardians, IReadOnlyList<TimePresence> Times, int TimesNotKnown, IReadOnlyList<PromptSpread> Prompts, int Trained, int TrainedBefore, int TrainingNotKnown,
    int NotReached);

/// <summary>
/// Who is at a place with a caring intention, and when. Gaps are the point of it: a part of the week without anybody is told as plainly as one
/// with somebody. There is no total over prompts, and guardians are not ranked.
/// </summary>
public static class Guardianship
{
    /// <summary>What the map of one round says.</summary>
    /// <param name="guardians">Guardians of the round that count, in any order; none is a map of gaps.</param>
    /// <remarks>
    /// A map holds those whom staff know, not those who are there. More on a later map may be better knowledge and no more guardians, so rounds
    /// are laid side by side with n and nothing is said to have risen or fallen.
    /// </remarks>
    public static GuardianshipRound Of(IReadOnlyCollection<MappedGuardian> guardians)
    {
        ArgumentNullException.ThrowIfNull(guardians);
        return new(
            guardians.Count, [.. Enum.GetValues<WeekTime>().Select(time => At(time, [.. guardians.Where(one => one.Times.Contains(time))]))],
            guardians.Count(one => one.Times.Count == 0), [.. Enum.GetValues<GuardianPrompt>().Select(prompt => Spread(prompt, guardians))],
            guardians.Count(one => one.Training is GuardianTraining.Trained or GuardianTraining.TrainedBefore),
            guardians.Count(one => one.Training == GuardianTraining.TrainedBefore), guardians.Count(one => one.Training == GuardianTraining.NotKnown),
            guardians.Count(one => !one.Reached));
    }

    private static TimePresence At(WeekTime time, List<MappedGuardian> there)
    {
        var (caring, unverified) = (there.Count(one => one.Cares), there.Count(one => one.Cares && one.Grade == InfoGrade.Unverified));
        var reading =
            there.Count == 0 ? PresenceReading.Nobody
            : caring == 0 ? PresenceReading.NobodyKnownToCare
            : caring == unverified ? PresenceReading.OnlyUnverified
            : PresenceReading.Somebody;
        return new(time, there.Count, caring, unverified, [.. there.Select(one => one.Role).Distinct().Order()], reading);
    }

    private static PromptSpread Spread(GuardianPrompt prompt, IReadOnlyCollection<MappedGuardian> guardians)
    {
        int Count(PromptRating rating) => guardians.Count(one => one.RatingOf(prompt) == rating);
        var unknown = Count(PromptRating.NotKnown);
        return new(prompt, guardians.Count - unknown, Count(PromptRating.Strength), Count(PromptRating.Mixed), Count(PromptRating.Concern), unknown);
    }
}
