using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>Gaps are told as plainly as people, what is not known is counted by itself, and nothing is added up.</summary>
public sealed class GuardianshipTests
{
    [Fact]
    public void NoGuardians_AreAMapOfGaps()
    {
        var said = Guardianship.Of([]);
        Assert.Equal(Enum.GetValues<WeekTime>(), said.Times.Select(one => one.Time));
        Assert.All(said.Times, one => Assert.Equal((0, PresenceReading.Nobody), (one.There, one.Reading)));
        Assert.All(said.Prompts, one => Assert.Equal((0, 0), (one.Known, one.NotKnown)));
    }

    [Fact]
    public void SomebodyWhoIsThere_ClosesNoGap_UnlessTheyAreKnownToCare()
    {
        static PresenceReading ReadingOf(params MappedGuardian[] guardians) => Guardianship.Of(guardians).Times.Single(one => one.Time == WeekTime.WeekendNight).Reading;
        Assert.Equal(PresenceReading.NobodyKnownToCare, ReadingOf(One(PromptRating.NotKnown), One(PromptRating.Concern)));
        Assert.Equal(PresenceReading.OnlyUnverified, ReadingOf(One(PromptRating.Strength, InfoGrade.Unverified), One(PromptRating.Concern)));
        Assert.Equal(PresenceReading.Somebody, ReadingOf(One(PromptRating.Strength, InfoGrade.Unverified), One(PromptRating.Mixed, InfoGrade.SecondHand)));
        Assert.Equal(PresenceReading.Nobody, Guardianship.Of([One(PromptRating.Strength)]).Times.Single(one => one.Time == WeekTime.WeekdayNight).Reading);
    }

    [Fact]
    public void PartsOfTheWeek_TellRolesOnce_AndHowManyCare()
    {
        var said = Guardianship.Of(
            [One(PromptRating.Strength, role: GuardianRole.TaxiDriver), One(PromptRating.Concern, role: GuardianRole.TaxiDriver), One(PromptRating.Mixed, InfoGrade.Unverified)])
            .Times.Single(one => one.Time == WeekTime.WeekendNight);
        Assert.Equal((3, 2, 1), (said.There, said.Caring, said.Unverified));
        Assert.Equal([GuardianRole.Shopkeeper, GuardianRole.TaxiDriver], said.Roles);
    }

    [Fact]
    public void Prompts_CountWhatIsKnown_AndWhatIsNot_OneByOne()
    {
        var said = Guardianship.Of([One(PromptRating.Strength), One(PromptRating.Mixed), One(PromptRating.Concern), One(PromptRating.NotKnown)]);
        Assert.Equal(new(GuardianPrompt.CaringIntention, 3, 1, 1, 1, 1), said.Prompts[0]);
        Assert.Equal(new(GuardianPrompt.Confidence, 0, 0, 0, 0, 4), said.Prompts[1]);
        Assert.Equal(Enum.GetValues<GuardianPrompt>(), said.Prompts.Select(one => one.Prompt));
    }

    [Fact]
    public void TrainedBeforeTheRound_IsTrained_AndSaidApart()
    {
        MappedGuardian Of(GuardianTraining training) => One(PromptRating.Strength) with { Training = training, Reached = training == GuardianTraining.Trained, Times = [] };
        var said = Guardianship.Of([.. Enum.GetValues<GuardianTraining>().Select(Of)]);
        Assert.Equal((2, 1, 1), (said.Trained, said.TrainedBefore, said.TrainingNotKnown));
        Assert.Equal((4, 3), (said.TimesNotKnown, said.NotReached));
    }

    private static MappedGuardian One(PromptRating caring, InfoGrade grade = InfoGrade.FirstHand, GuardianRole role = GuardianRole.Shopkeeper) => new(
        role, [WeekTime.WeekendNight], new Dictionary<GuardianPrompt, PromptRating> { [GuardianPrompt.CaringIntention] = caring }, GuardianTraining.NotKnown, grade, true);
}
