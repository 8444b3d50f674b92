using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>Stretches of a text that look like a person's name; see <see cref="IdentifyingText"/>.</summary>
internal static partial class PersonNames
{
    /// <summary>Words that begin sentences and stand before names of places, or belong to the calendar: no part of a person's name.</summary>
    private static readonly FrozenSet<string> NoNames = Words("""
        a an the this that these those he she they we i it one two three four five six seven eight nine ten some many several both each every
        another other older younger adult adults child children men man women woman boy girl worker workers staff police parent parents pupil
        pupils teacher neighbour somebody someone people person member group officer at in on by near from to with without after before outside
        inside behind around along across between under over towards via when while where as if and but or so then there here his her their our
        not no monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
        november december christmas easter english welsh mr mrs ms dr
        y yr yn ym ar ger wrth at i o gan gyda heb dros tan drwy ac a neu ond pan lle mae roedd oedd bu dywedodd gwelodd rhoddodd aeth daeth oedolyn
        oedolion plentyn plant dyn dynion menyw merch bachgen gweithiwr gweithwyr heddlu rhiant rhieni staff dau dwy tri tair pobl grŵp aelod
        llun mawrth mercher iau gwener sadwrn sul dydd nos ionawr chwefror ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr nadolig pasg
        saesneg cymraeg
        cse cce hsb mace cctv pcso nhs gp waspi uk
        """);

    /// <summary>Words that make a run of capitals the name of a place or body: "Castle Street", "Youth Service", "Heol Fawr".</summary>
    private static readonly FrozenSet<string> PlaceWords = Words("""
        street road lane avenue close drive way hill square terrace row place crescent gardens court park field fields green common woods wood river
        bridge lake beach promenade pier harbour station bus railway school college university academy library hall centre center club shop store
        stores market supermarket hotel inn arms pub cafe café restaurant takeaway church chapel hospital surgery clinic pharmacy car bank arcade
        precinct estate house flats library leisure sports skate shelter playground county council town city village north south east west wales
        cymru england service services team police force ward board panel trust university street pastors youth community retail industrial
        heol stryd ffordd lôn rhodfa clos maes parc bryn pen pont afon llyn traeth coed castell gorsaf ysgol coleg prifysgol llyfrgell neuadd
        canolfan clwb siop marchnad gwesty tafarn caffi eglwys capel ysbyty meddygfa fferyllfa banc ystad tref dinas pentref sir cyngor gogledd
        de dwyrain gorllewin gwasanaeth gwasanaethau tîm heddlu bwrdd ieuenctid cymuned bugeiliaid
        """);

    private static readonly FrozenSet<string> Particles = Words("ap ab ferch verch mac mc van de");

    public static IEnumerable<IdentifyingSpan> Find(string text, IEnumerable<string> knownNames)
    {
        // After "called" one capital is enough: "a boy called Rhys".
        foreach (var match in Called().Matches(text).Cast<Match>())
        {
            var name = match.Groups["told"];
            if (!IsPlace(name.Value.Split(' '))) yield return new(IdentifyingKind.PersonName, name.Index, name.Length);
        }

        var known = new Lazy<string[]>(() => [.. knownNames.Select(Plain)]);
        foreach (var run in CapitalRun().Matches(text).Cast<Match>())
        {
            var words = Word().Matches(run.Value).Cast<Match>().ToList();
            while (words.Count > 0 && NoNames.Contains(words[0].Value)) words.RemoveAt(0);
            while (words.Count > 0 && (NoNames.Contains(words[^1].Value) || Particles.Contains(words[^1].Value))) words.RemoveAt(words.Count - 1);
            if (words.Count(word => !Particles.Contains(word.Value)) < 2 || IsPlace(words.Select(word => word.Value))) continue;
            var (start, end) = (words[0].Index, words[^1].Index + words[^1].Length);
            var name = Plain(run.Value[start..end]);
            if (known.Value.Any(place => place.Contains(name, StringComparison.Ordinal) || IsSaidWith(place, name))) continue;
            yield return new(IdentifyingKind.PersonName, run.Index + start, end - start);
        }
    }

    // "near Pont Werdd" or "the Old Mill Cafe garden": the place with other capitals around it.
    private static bool IsSaidWith(string place, string run) => place.Contains(' ', StringComparison.Ordinal) && $" {run} ".Contains($" {place} ", StringComparison.Ordinal);

    private static bool IsPlace(IEnumerable<string> words) => words.Any(PlaceWords.Contains);

    private static string Plain(string name) => string.Join(' ', Word().Matches(name).Select(word => word.Value)).ToLowerInvariant();

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\b(?:[Cc]alled|[Nn]amed|[Nn]ame is|[Nn]ame was|[Kk]nown as|o['’]r enw|a enwir yn|[Ee]nw yw|[Ee]i henw yw)\s(?<told>\p{Lu}\p{Ll}+(?:\s(?:(?:ap|ab|ferch|verch)\s)?\p{Lu}\p{Ll}+){0,3})", RegexOptions.CultureInvariant)]
    private static partial Regex Called();

    [GeneratedRegex(@"\b\p{Lu}\p{L}*(?:['’-]\p{L}+)?(?:[ \t]+(?:(?:ap|ab|ferch|verch|van|de)[ \t]+)?\p{Lu}\p{L}*(?:['’-]\p{L}+)?)+", RegexOptions.CultureInvariant)]
    private static partial Regex CapitalRun();

    [GeneratedRegex(@"[\p{L}'’-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
