using System.Text;
using SpacesPlaces.Api.Reporting;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>Agreements, exclusions, notices, holds and erasures.</summary>
internal sealed partial class Things
{
    // Between agencies that nobody here works for, so that it changes nothing of what is shared.
    private Guid Agreement(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var recorder = RecorderOf(by, target);
        string Ours(string what) => world.Canaries.Plant(what, person => person.Partnership == recorder.Partnership && person.Column != Policy.Nobody);
        world.Rows.Add("sharing_agreement",
            ("partnership_id", recorder.Partnership), ("id", id), ("version", 1), ("reference", Ours("an agreement's reference")),
            ("purpose_en", Ours("an agreement's purpose")), ("purpose_cy", Ours("an agreement's purpose")), ("parties", new[] { Agency.Housing, Agency.Probation }),
            ("items", new[] { "narrative" }), ("signed_on", "2024-01-01"), ("starts_on", "2024-01-01"), ("ends_on", "2027-12-31"), ("recorded_by", recorder.Id),
            ("recorded_at", Then), ("ended_at", target == "ended" ? Then : null));
        return id;
    }

    // One's own is the one about oneself: it does not exist for oneself.
    private Guid OneExclusion(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var over = target == "ended";
        var about = over ? world.Colleagues[by.Agency] : RecorderOf(by, target);
        Func<Person, bool> knows = about.Partnership == TestApi.Here
            ? person => OnlyRoles(Role.MaceChair, Role.DataProtection)(person) && person.Id != about.Id
            : _ => false;
        world.Rows.Add("exclusion",
            ("partnership_id", about.Partnership), ("id", id), ("account_id", about.Id), ("incident_id", Guid.CreateVersion7()),
            ("reason", world.Canaries.Plant("the reason of an exclusion", knows)), ("made_by", about.Partnership == TestApi.Here ? world.Colleagues[Agency.Police].Id : about.Id),
            ("made_at", Then), ("ended_at", over ? Then : null));
        return id;
    }

    private Guid OneNotice(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var told = RecorderOf(by, target);
        world.Rows.Add("notice",
            ("partnership_id", told.Partnership), ("id", id), ("account_id", told.Id), ("kind", "glass_broken"), ("subject_id", Guid.CreateVersion7()),
            ("detail", $$"""{"user":"{{world.Canaries.Plant("a notice", person => person.Id == told.Id && person.Column != Policy.Nobody)}}","minutes":"30","reason":"x"}"""),
            ("created_at", Then));
        return id;
    }

    private Guid ExportedFile(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var asker = RecorderOf(by, target);
        Func<Person, bool> registered = person =>
            asker.Partnership == person.Partnership && person.Column != Policy.Nobody && (person.Id == asker.Id || person.Role == Role.DataProtection);
        world.Rows.Add("export", Export(asker.Partnership, id, asker.Id, registered, fetched: target == "ended"));
        if (target == "ended") return id;
        var content = world.Canaries.Plant("an exported file", person => person.Id == asker.Id && person.Column != Policy.Nobody);
        PlantFile(asker.Partnership, id, content);
        return id;
    }

    // As the program keeps it: sealed in one piece, with a key of its own.
    private void PlantFile(Guid partnership, Guid export, string content)
    {
        var (key, plain) = (new byte[Seal.KeyLength], Encoding.UTF8.GetBytes(content));
        world.Rows.Add("export_file", ("partnership_id", partnership), ("export_id", export), ("sealed_key", world.Protect(key)), ("length", (long)plain.Length));
        world.Rows.Add("export_piece",
            ("partnership_id", partnership), ("export_id", export), ("number", 0), ("content", Seal.Close(plain, key, export, 0, last: true)));
    }

    private Guid Hold(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var owner = RecorderOf(by, target);
        var readers = owner.Partnership == TestApi.Here ? OnlyRoles(Role.DataProtection) : _ => false;
        world.Rows.Add("legal_hold",
            ("partnership_id", owner.Partnership), ("id", id), ("incident_id", Guid.CreateVersion7()), ("reason", world.Canaries.Plant("the reason of a hold", readers)),
            ("owner_id", owner.Id), ("placed_at", Then), ("ends_on", "2027-01-01"), ("released_at", target == "ended" ? Then : null));
        return id;
    }

    private Guid Erasure(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var orderer = RecorderOf(by, target);
        var readers = orderer.Partnership == TestApi.Here ? OnlyRoles(Role.DataProtection) : _ => false;
        world.Rows.Add("erasure",
            ("partnership_id", orderer.Partnership), ("id", id), ("subject_id", Guid.CreateVersion7()), ("class", "incident_detail"), ("kind", "erased"),
            ("reason", world.Canaries.Plant("the reason of an erasure", readers)), ("ordered_by", orderer.Id), ("erased_at", Then));
        return id;
    }

    // An incident that stands, for acts that name one.
    private Guid Standing()
    {
        var id = Guid.CreateVersion7();
        StoreIncident(id, world.Colleagues[MatrixWorld.Sharing], restricted: false, withdrawn: false, excluded: null);
        return id;
    }
}
