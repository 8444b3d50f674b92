using System.Security.Cryptography;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>Sessions, people, invitations and requests for roles.</summary>
internal sealed partial class Things
{
    private Guid Session(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var whose = RecorderOf(by, target);
        var over = target == "ended";
        world.Rows.Add("session",
            ("partnership_id", whose.Partnership), ("id", id), ("account_id", whose.Id), ("kind", "bearer"), ("created_at", DateTimeOffset.UtcNow),
            ("last_used_at", DateTimeOffset.UtcNow), ("authenticated_at", DateTimeOffset.UtcNow), ("ended_at", over ? DateTimeOffset.UtcNow : null),
            ("ended_why", over ? "signed_out" : null));
        return id;
    }

    private Guid OneAccessKey(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var whose = RecorderOf(by, target);
        world.Rows.Add("access_key",
            ("partnership_id", whose.Partnership), ("id", id), ("account_id", whose.Id), ("name", world.Canaries.Plant("what a key is called", person => person.Id == whose.Id || person.Role == Role.Admin)),
            ("purpose", "data_quality"), ("role", whose.Role), ("agency", whose.Agency), ("secret_sha256", RandomNumberGenerator.GetBytes(32)), ("security_stamp", "stamp"),
            ("created_at", DateTimeOffset.UtcNow), ("ends_on", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20)), ("revoked_at", target == "ended" ? DateTimeOffset.UtcNow : null));
        return id;
    }

    // A person of their own for each cell: whoever is switched off must be nobody else's.
    private Guid Member(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        if (target == "own") return by.Id;
        var elsewhere = target == "other_partnership";
        var name = elsewhere ? Hidden("a name elsewhere") : $"member-{id:N}";
        world.Rows.Add("account",
            ("id", id), ("created_at", Then), ("user_name", name), ("normalized_user_name", name.ToUpperInvariant()), ("email_confirmed", false),
            ("phone_number_confirmed", false), ("two_factor_enabled", false), ("lockout_enabled", true), ("access_failed_count", 0));
        world.Rows.Add("membership",
            ("partnership_id", elsewhere ? TestApi.Elsewhere : TestApi.Here), ("account_id", id), ("role", Role.Reporter), ("agency", by.Agency),
            ("created_at", Then), ("ended_at", target == "ended" ? Then : null));
        return id;
    }

    private Guid Invitation(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var inviter = RecorderOf(by, target);
        var admins = inviter.Partnership == TestApi.Here ? OnlyRoles(Role.Admin) : _ => false;
        world.Rows.Add("invitation",
            ("partnership_id", inviter.Partnership), ("id", id), ("user_name", world.Canaries.Plant("the name of somebody invited", admins)), ("role", Role.Reporter),
            ("agency", Agency.Health), ("code_sha256", RandomNumberGenerator.GetBytes(32)), ("invited_by", inviter.Id), ("invited_at", DateTimeOffset.UtcNow),
            ("expires_at", DateTimeOffset.UtcNow.AddDays(2)), ("withdrawn_at", target == "ended" ? DateTimeOffset.UtcNow : null));
        return id;
    }

    private Guid RoleRequest(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var over = target == "ended";
        var asker = over ? world.Colleagues[by.Agency] : RecorderOf(by, target);
        var deciders = asker.Partnership == TestApi.Here ? OnlyRoles(Role.Admin, Role.DataProtection) : _ => false;
        world.Rows.Add("role_request",
            ("partnership_id", asker.Partnership), ("id", id), ("account_id", asker.Id), ("role", Role.Analyst), ("agency", asker.Agency),
            ("reason", world.Canaries.Plant("why somebody asks for a role", deciders)), ("asked_by", asker.Id), ("asked_at", Then),
            ("decided_by", over ? world.Colleagues[MatrixWorld.NotSharing].Id : null), ("decided_at", over ? Then : null), ("granted", over ? false : null));
        return id;
    }
}
