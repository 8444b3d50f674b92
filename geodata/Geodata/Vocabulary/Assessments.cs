namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>Where the assessment of a space stands.</summary>
public enum AssessmentStatus
{
    /// <summary>Begun; what is known is written down.</summary>
    Draft,
    /// <summary>What is looked at, with whom, and how young people take part.</summary>
    Scoping,
    /// <summary>Evidence is gathered.</summary>
    Gathering,
    /// <summary>What was found is thought about together.</summary>
    Reflection,
    /// <summary>What shall become better is agreed.</summary>
    GoalsSet,
    /// <summary>A context conference talks about it.</summary>
    Conference,
    /// <summary>Who does what until when is agreed.</summary>
    PlanAgreed,
    /// <summary>The plan is carried out.</summary>
    Delivering,
    /// <summary>The same is asked and looked at again; rounds are counted from 1.</summary>
    Review,
    /// <summary>Over: it is safer.</summary>
    ClosedSafer,
    /// <summary>Over: nothing changed.</summary>
    ClosedNoChange,
    /// <summary>Over: less is needed.</summary>
    SteppedDown,
    /// <summary>Over: more is needed than this can give.</summary>
    Escalated,
}

/// <summary>What stands in the way of a move.</summary>
public enum AssessmentBlocker
{
    /// <summary>The scope names no boundary.</summary>
    BoundaryMissing,
    /// <summary>The scope names no partners.</summary>
    PartnersMissing,
    /// <summary>Something of the list on taking part fairly is not ticked.</summary>
    EthicsNotTicked,
    /// <summary>A prompt is neither answered nor marked as not known.</summary>
    PromptsUnanswered,
    /// <summary>No goal is set.</summary>
    NoGoal,
    /// <summary>More goals are set than can be worked on.</summary>
    TooManyGoals,
    /// <summary>No young person was heard, and nobody said why not.</summary>
    NoYoungVoice,
    /// <summary>The conference has not been written down.</summary>
    ConferenceNotHeld,
    /// <summary>A goal has nothing that anybody does for it.</summary>
    GoalWithoutResponse,
    /// <summary>Nothing of the plan has been done.</summary>
    NothingDelivered,
    /// <summary>Nothing was asked or looked at before the plan.</summary>
    NoBaseline,
    /// <summary>Nothing was asked or looked at again.</summary>
    NoReviewRound,
    /// <summary>What was asked and looked at again is nothing that was before.</summary>
    InstrumentNotRepeated,
}

/// <summary>What an assessment holds that somebody said or decided, so that it cannot be withdrawn.</summary>
public enum AssessmentHolding
{
    /// <summary>A prompt of one of the three sides is answered.</summary>
    Answers,
    /// <summary>What young people said, or why nobody was heard.</summary>
    Views,
    /// <summary>Somebody weighed contexts.</summary>
    Ratings,
    /// <summary>A goal was set.</summary>
    Goals,
    /// <summary>A conference is written down.</summary>
    Conference,
    /// <summary>Something was handed out: people may be answering it.</summary>
    HandedOut,
    /// <summary>Something was asked, looked at or mapped in a round.</summary>
    Rounds,
    /// <summary>A like area was chosen.</summary>
    Comparison,
}

/// <summary>A part of the form; the last three are the sides of the assessment triangle.</summary>
public enum FormSide
{
    /// <summary>What is known at the beginning.</summary>
    Basic,
    /// <summary>What is looked at, with whom and how.</summary>
    Scope,
    /// <summary>Young people's strengths and needs.</summary>
    YoungPeople,
    /// <summary>Adults with a caring intention.</summary>
    Guardianship,
    /// <summary>Environment, resources, policy and systems.</summary>
    Environment,
}

/// <summary>What a prompt asks for.</summary>
public enum PromptKind
{
    /// <summary>Words.</summary>
    Words,
    /// <summary>Evidence with its source, and a rating.</summary>
    Rated,
    /// <summary>A tick.</summary>
    Tick,
}

/// <summary>How things stand with what a prompt asks for. Words, never a score.</summary>
public enum PromptRating
{
    /// <summary>It makes the place safer.</summary>
    Strength,
    /// <summary>Some of both.</summary>
    Mixed,
    /// <summary>It makes the place less safe.</summary>
    Concern,
    /// <summary>Nobody knows; a valid answer, and listed.</summary>
    NotKnown,
}

/// <summary>A line of an assessment's task list.</summary>
public enum AssessmentStepKey
{
    /// <summary>What is known at the beginning.</summary>
    Basic,
    /// <summary>Boundary, partners, taking part fairly.</summary>
    Scope,
    /// <summary>The side on young people.</summary>
    YoungPeople,
    /// <summary>The side on guardianship.</summary>
    Guardianship,
    /// <summary>The side on the environment.</summary>
    Environment,
    /// <summary>What young people say.</summary>
    Views,
    /// <summary>What was asked and looked at before the plan.</summary>
    Baseline,
    /// <summary>Which context must change first.</summary>
    Weighting,
    /// <summary>What shall become better.</summary>
    Goals,
    /// <summary>Who does what until when.</summary>
    Responses,
    /// <summary>The context conference; may be left out.</summary>
    Conference,
    /// <summary>The plan carried out.</summary>
    Delivery,
    /// <summary>The same asked and looked at again.</summary>
    Review,
}

/// <summary>How far a line of the task list is.</summary>
public enum StepState
{
    /// <summary>Done.</summary>
    Done,
    /// <summary>Can be worked on.</summary>
    Open,
    /// <summary>Something else comes first.</summary>
    Blocked,
}

/// <summary>How young people were heard.</summary>
public enum HeardBy
{
    /// <summary>In a conversation.</summary>
    Conversation,
    /// <summary>In a group.</summary>
    Group,
    /// <summary>In a survey.</summary>
    Survey,
    /// <summary>By their own safety map.</summary>
    SafetyMap,
    /// <summary>In another way.</summary>
    Other,
    /// <summary>Not yet; the text says why not.</summary>
    NotYet,
}

/// <summary>Where a response of the plan stands.</summary>
public enum ResponseStatus
{
    /// <summary>Not begun.</summary>
    Todo,
    /// <summary>Under way.</summary>
    UnderWay,
    /// <summary>Done.</summary>
    Done,
    /// <summary>Given up, with a reason.</summary>
    Dropped,
}

/// <summary>Who leads a context conference.</summary>
public enum ConferenceKind
{
    /// <summary>A chair of social care.</summary>
    SocialCareChair,
    /// <summary>A coordinator of family group conferences.</summary>
    FamilyGroup,
}

/// <summary>How something was asked or looked at in a round.</summary>
public enum Instrument
{
    /// <summary>Observation by day.</summary>
    ObservationDay,
    /// <summary>Observation by night.</summary>
    ObservationNight,
    /// <summary>Survey of young people.</summary>
    SurveyYoungPeople,
    /// <summary>Survey of residents.</summary>
    SurveyResidents,
    /// <summary>Survey of businesses.</summary>
    SurveyBusinesses,
    /// <summary>Young people's safety maps.</summary>
    SafetyMap,
    /// <summary>Map of guardians: roles and places.</summary>
    GuardianshipMap,
    /// <summary>Conversations.</summary>
    Conversation,
}

/// <summary>Whether an instrument that was handed out takes answers.</summary>
public enum CollectionState
{
    /// <summary>Its first day is to come.</summary>
    Waiting,
    /// <summary>It takes answers.</summary>
    Open,
    /// <summary>It takes no more; what came may be looked at.</summary>
    Closed,
}

/// <summary>How a question of a survey is answered.</summary>
public enum SurveyItemKind
{
    /// <summary>One of the answers is chosen.</summary>
    Choice,
    /// <summary>In one's own words.</summary>
    Words,
}
