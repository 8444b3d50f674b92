namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>What a person does in a partnership; decides what they may do and at what precision they may see.</summary>
public enum Role
{
    /// <summary>Logs what they saw; sees their own records.</summary>
    Reporter,
    /// <summary>Leads outreach in one agency; sees that agency's records.</summary>
    YouthLead,
    /// <summary>Looks for repeated harm across the partnership at exact points.</summary>
    Analyst,
    /// <summary>Member of the Multi-Agency Child Exploitation panel.</summary>
    MaceMember,
    /// <summary>Chair of the panel.</summary>
    MaceChair,
    /// <summary>Chooses sites for stalls and patrols; sees bands and coarse areas only.</summary>
    Planner,
    /// <summary>Carries out assessments of spaces.</summary>
    Assessor,
    /// <summary>Controls release, retention and reads the audit; sees no content.</summary>
    DataProtection,
    /// <summary>Manages people and their roles; sees no content.</summary>
    Admin,
}
