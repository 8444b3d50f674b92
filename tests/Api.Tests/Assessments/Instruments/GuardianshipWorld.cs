using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>What tests of the guardianship map say again and again.</summary>
internal static class GuardianshipWorld
{
    /// <summary>Somebody of a shop who cares, in the day from Monday to Friday.</summary>
    public static GuardianContent Shop => new(
        0, GuardianRole.Shopkeeper, "The shop at the corner", SpaceWorld.Today, PromptRating.Strength, PromptRating.Mixed, PromptRating.NotKnown, PromptRating.Strength,
        GuardianTraining.NotTrained, SourceKind.PractitionerObserved, InfoGrade.FirstHand, [WeekTime.WeekdayDay], ReachedThrough: Agency.YouthService,
        Note: "Lets them charge a telephone.");
}
