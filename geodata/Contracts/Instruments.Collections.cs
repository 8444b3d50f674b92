using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>An instrument that is handed out by a link, to be answered without a name.</summary>
/// <param name="Instrument">The instrument; one that can be answered without a name.</param>
/// <param name="Round">0 before the plan, otherwise the review that is under way; each round asks once with each instrument.</param>
/// <param name="ClosesOn">The last day on which answers are taken, at most 92 days away.</param>
/// <param name="OpensOn">The first day; today where it is left out.</param>
/// <param name="NamesPlace">True when those who answer, and posters, are told the public name of the space.</param>
/// <param name="CellMetres">
/// Side of the squares of a safety map: 25, 50 or 100 m; left out, the smallest that fits. It stays for all rounds. For no other instrument.
/// </param>
public sealed record NewCollection(
    Instrument Instrument, int Round, DateOnly ClosesOn, DateOnly? OpensOn = null, bool NamesPlace = true, int? CellMetres = null);

/// <summary>Asks for a new link; the old one is worth nothing from then on.</summary>
/// <param name="ClosesOn">Another last day; needed where a collection that has closed with too few answers opens again.</param>
public sealed record NewCollectionLink(DateOnly? ClosesOn = null);

/// <summary>An instrument that was handed out. Nothing of any answer is told before it is closed.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Round">0 before the plan, otherwise the number of the review.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Wording">The version of its words.</param>
/// <param name="OpensOn">First day.</param>
/// <param name="ClosesOn">Last day; the one on which it was closed, where that was before.</param>
/// <param name="State">Whether answers are taken now.</param>
/// <param name="EnoughAnswers">True when so many came that something may be told of them.</param>
/// <param name="Answers">How many came; null before it is closed, and for fewer than may be told.</param>
/// <param name="NamesPlace">True when those who answer are told the name of the space.</param>
/// <param name="OpenedBy">Who opened it.</param>
/// <param name="OpenedAt">When.</param>
public sealed record CollectionView(
    Guid Id, int Round, Instrument Instrument, int Wording, DateOnly OpensOn, DateOnly ClosesOn, CollectionState State, bool EnoughAnswers, int? Answers,
    bool NamesPlace, string OpenedBy, DateTimeOffset OpenedAt);

/// <summary>The link of a collection, shown this once: only its digest is kept.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Token">What opens it; it travels behind the # of an address, which no server sees.</param>
public sealed record CollectionLink(CollectionView Collection, string Token);

/// <summary>The link that somebody came with, without a sign-in.</summary>
/// <param name="Token">What stood behind the # of the address.</param>
public sealed record HeldLink(string Token);

/// <summary>What somebody is asked who came with a link, and what happens with the answers.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Wording">The version of its words.</param>
/// <param name="LabelEn">What must stand with it, in English.</param>
/// <param name="LabelCy">The same in Welsh.</param>
/// <param name="PromiseEn">What happens with the answers, in English.</param>
/// <param name="PromiseCy">The same in Welsh.</param>
/// <param name="PlaceNameEn">English name of the space; null where it is not told.</param>
/// <param name="PlaceNameCy">Welsh name of the space.</param>
/// <param name="ClosesOn">The last day.</param>
/// <param name="Survey">What is asked, where it is a survey.</param>
/// <param name="Map">What is coloured, where it is a safety map.</param>
public sealed record TakePartForm(
    Instrument Instrument, int Wording, string LabelEn, string LabelCy, string PromiseEn, string PromiseCy, string? PlaceNameEn, string? PlaceNameCy,
    DateOnly ClosesOn, SurveyFormView? Survey = null, SafetyMapForm? Map = null);

/// <summary>What one set of answers is handed in with, once.</summary>
/// <param name="Ballot">A random word that says nothing of anybody.</param>
public sealed record HandedBallot(string Ballot);

/// <summary>One set of answers, without a name.</summary>
/// <param name="Token">The link.</param>
/// <param name="Ballot">The ballot; a resend with the same one and the same answers is received once.</param>
/// <param name="Survey">The answers, where it is a survey; what is left out was not answered.</param>
/// <param name="Map">The map, where it is a safety map.</param>
public sealed record TakePartAnswers(string Token, string Ballot, IReadOnlyList<SurveyAnswer>? Survey = null, SafetyMapAnswer? Map = null);

/// <summary>That answers were received and lie safe.</summary>
/// <param name="ClosesOn">The day after which they are looked at, with all others together.</param>
/// <param name="Code">The code that takes them back, shown this once; null where nothing can be taken back.</param>
public sealed record AnswersReceived(DateOnly ClosesOn, string? Code = null);
