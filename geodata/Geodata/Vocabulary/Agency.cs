#pragma warning disable CS1591 // each member is its own plain word; the sentences people read are in Language/text.*.json
namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>Kinds of agency that sit on or report to a MACE panel.</summary>
public enum Agency
{
    ChildrensServices, CeTeam, Education, PostSixteen, Health, Police, YouthService, YouthJustice, Probation,
    ChildrensSubstanceMisuse, AdultSubstanceMisuse, MissingChildrenService, RIctg, Licensing, Housing, Vawdasv,
    StreetPastors, EventSafety, ThirdSector, Other,
}
