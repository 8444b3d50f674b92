using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Samples;

/// <summary>
/// Invented narratives of invented incidents: short, factual, in the active voice about what others did, without names or blame.
/// They are data of the demonstration, not words of the product. {0} is a place, after "near" or "ger" (which causes no mutation).
/// </summary>
internal static class Narratives
{
    private static readonly Dictionary<HarmType, (string[] En, string[] Cy)> Of = new()
    {
        [HarmType.Cse] = (
        [
            "An adult unknown to the child gave the child vapes and a phone top-up near {0} and asked the child to come to a flat. A worker stayed until a parent arrived.",
            "Two adults in a car stopped near {0}, called the child over and offered a lift. A youth worker stepped in and noted the time.",
            "A man in his twenties waited near {0} and pressed the child for photographs. The child told a teacher the next morning.",
            "An adult bought the child food and drink near {0} on several evenings, then demanded to meet alone. A member of the public called the police.",
        ],
        [
            "Rhoddodd oedolyn dieithr fêps ac arian ffôn i'r plentyn ger {0} a gofyn i'r plentyn ddod i fflat. Arhosodd gweithiwr gyda'r plentyn nes i riant gyrraedd.",
            "Stopiodd dau oedolyn mewn car ger {0} a chynnig lifft i'r plentyn. Camodd gweithiwr ieuenctid i mewn a nodi'r amser.",
            "Prynodd oedolyn fwyd a diod i'r plentyn ger {0} ar sawl noson, ac yna mynnu cyfarfod ar ei ben ei hun. Galwodd aelod o'r cyhoedd yr heddlu.",
        ]),
        [HarmType.Cce] = (
        [
            "Older people handed the child a package near {0} and told the child to carry it to another town. Staff took the child to a safe room.",
            "An adult told the child near {0} that the child owed money and had to work it off. The child told us that same day.",
            "Two adults took the child's phone near {0} and said they would give it back after a delivery. A shopkeeper rang the number on our card.",
            "A group of adults used the child's bank card near {0} and kept the money. A parent reported it.",
        ],
        [
            "Rhoddodd pobl hŷn becyn i'r plentyn ger {0} a dweud wrth y plentyn am ei gludo i dref arall. Aeth staff â'r plentyn i ystafell ddiogel.",
            "Dywedodd oedolyn wrth y plentyn ger {0} fod arno arian a bod rhaid gweithio i'w dalu. Dywedodd y plentyn wrthym yr un diwrnod.",
            "Cymerodd dau oedolyn ffôn y plentyn ger {0} a dweud y bydden nhw'n ei roi yn ôl ar ôl danfon rhywbeth. Ffoniodd siopwr y rhif ar ein cerdyn.",
        ]),
        [HarmType.DrugAlcoholSupplyToChildren] = (
        [
            "An adult supplied alcohol to children near {0}. Street pastors gave water and blankets and called parents.",
            "Adults handed out pills near {0} without saying what they were. First-aiders looked after the child.",
            "A man sold vapes to children near {0} from the boot of a car. A worker noted the description for licensing.",
        ],
        [
            "Rhoddodd oedolyn alcohol i blant ger {0}. Rhoddodd bugeiliaid stryd ddŵr a blancedi iddynt a galw rhieni.",
            "Dosbarthodd oedolion dabledi ger {0} heb ddweud beth oeddent. Gofalodd swyddogion cymorth cyntaf am y plentyn.",
        ]),
        [HarmType.Harassment] = (
        [
            "An adult followed the child from near {0} and shouted remarks. A bus driver let the child wait on board.",
            "Men outside made sexual remarks to the child near {0}. Staff walked with the child to the bus.",
            "An adult blocked the child's way near {0} and would not let the child pass. A passer-by helped.",
        ],
        [
            "Dilynodd oedolyn y plentyn o gyffiniau {0} a gweiddi sylwadau. Gadawodd gyrrwr bws i'r plentyn aros ar y bws.",
            "Gwnaeth dynion sylwadau rhywiol wrth y plentyn ger {0}. Cerddodd staff gyda'r plentyn at y bws.",
        ]),
        [HarmType.HsbPeerOnPeer] = (
        [
            "An older pupil touched the child without consent near {0}. School staff acted the same day.",
            "Other pupils filmed the child near {0} and shared the clip. The school had it taken down.",
            "An older young person pressed the child to undress near {0}. The child told a parent that night.",
        ],
        [
            "Cyffyrddodd disgybl hŷn â'r plentyn heb ganiatâd ger {0}. Gweithredodd staff yr ysgol yr un diwrnod.",
            "Ffilmiodd disgyblion eraill y plentyn ger {0} a rhannu'r clip. Trefnodd yr ysgol iddo gael ei dynnu i lawr.",
        ]),
        [HarmType.SeriousViolence] = (
        [
            "Two adults threatened the child with a knife near {0} and took a bag. Police attended.",
            "An older group hit the child near {0} over a debt that adults had set up. A shop gave shelter.",
        ],
        [
            "Bygythiodd dau oedolyn y plentyn â chyllell ger {0} a chymryd bag. Daeth yr heddlu.",
        ]),
        [HarmType.OnlineAbuse] = (
        [
            "An adult contacted the child through a game, asked for images and proposed to meet near {0}. The school kept the messages.",
            "Someone posing as a child threatened to share images unless the child came to {0}. A parent reported it.",
        ],
        [
            "Cysylltodd oedolyn â'r plentyn drwy gêm, gofyn am luniau a chynnig cyfarfod ger {0}. Cadwodd yr ysgol y negeseuon.",
        ]),
        [HarmType.TraffickingModernSlavery] = (
        [
            "Adults drove the child from near {0} to a house in another town to hold packages there. Police brought the child home.",
            "An adult collected the child near {0} each morning for unpaid work. A neighbour passed on the concern.",
        ],
        [
            "Gyrrodd oedolion y plentyn o gyffiniau {0} i dŷ mewn tref arall i gadw pecynnau yno. Daeth yr heddlu â'r plentyn adref.",
        ]),
        [HarmType.FinancialExploitation] = (
        [
            "An adult moved money through the child's account after meeting the child near {0}. The bank told the family.",
            "Older people near {0} made the child hand over wages. The employer passed it on.",
        ],
        [
            "Symudodd oedolyn arian drwy gyfrif y plentyn ar ôl cwrdd â'r plentyn ger {0}. Rhoddodd y banc wybod i'r teulu.",
        ]),
        [HarmType.MissingLink] = (
        [
            "Adults hid the child overnight in a flat near {0} while the family searched. Police found the child safe in the morning.",
        ],
        [
            "Cuddiodd oedolion y plentyn dros nos mewn fflat ger {0} tra oedd y teulu'n chwilio. Daeth yr heddlu o hyd i'r plentyn yn ddiogel yn y bore.",
        ]),
    };

    private static readonly (string[] En, string[] Cy) Concern = (
    [
        "Workers saw adults in parked cars speak to children near {0} at closing time.",
        "The lamps near {0} have been out for two weeks and adults use the dark corner to approach children.",
        "Business staff near {0} told us that adults buy alcohol for children at weekends.",
        "Workers found empty canisters and packaging near {0} and saw adults hand out more.",
        "Parents told us that adults unknown to them offer lifts near {0} after school.",
    ],
    [
        "Gwelodd gweithwyr oedolion mewn ceir wedi'u parcio yn siarad â phlant ger {0} amser cau.",
        "Mae'r lampau ger {0} wedi torri ers pythefnos ac mae oedolion yn defnyddio'r gornel dywyll i ddod at blant.",
        "Dywedodd staff busnes ger {0} wrthym fod oedolion yn prynu alcohol i blant ar benwythnosau.",
        "Dywedodd rhieni wrthym fod oedolion dieithr yn cynnig lifft ger {0} ar ôl ysgol.",
    ]);

    /// <summary>The kinds of harm that have narratives.</summary>
    public static IReadOnlyList<HarmType> Kinds { get; } = [.. Of.Keys.Order()];

    /// <summary>A narrative in English or, once in five, Welsh; null harm means a concern about a place.</summary>
    public static (string Text, string Language) Tell(SplitMix64 random, HarmType? harm, string placeEn, string placeCy)
    {
        var (en, cy) = harm is { } kind ? Of[kind] : Concern;
        return random.Chance(0.2)
            ? (string.Format(System.Globalization.CultureInfo.InvariantCulture, random.Pick(cy), Embedded(placeCy)), "cy")
            : (string.Format(System.Globalization.CultureInfo.InvariantCulture, random.Pick(en), Embedded(placeEn)), "en");
    }

    // "The Weavers" and "Y Gwehyddion" begin in lower case inside a sentence.
    private static string Embedded(string name) =>
        name.StartsWith("The ", StringComparison.Ordinal) || name.StartsWith("Y ", StringComparison.Ordinal) || name.StartsWith("Yr ", StringComparison.Ordinal)
            ? char.ToLowerInvariant(name[0]) + name[1..]
            : name;
}
