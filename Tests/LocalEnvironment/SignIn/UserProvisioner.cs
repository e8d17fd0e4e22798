using System.Text.Json.Nodes;
using LocalEnvironment.Dataverse;
using LocalEnvironment.Errors;

namespace LocalEnvironment.SignIn;

/// <summary>Creates the application users in Dataverse and gives each its security role, as an administrator does after installing the solution.</summary>
internal sealed class UserProvisioner(DataverseClient administrator, DefinitionReader definitions)
{
    public async Task<int> CreateAsync(IEnumerable<Persona> personas, CancellationToken cancellation)
    {
        var users = await definitions.FindAsync("systemuser", cancellation) ?? throw new InvalidDataException("The environment has no table systemuser.");
        var root = (await administrator.QueryAsync("businessunits?$select=businessunitid&$filter=_parentbusinessunitid_value eq null", cancellation)).Single();
        var businessUnit = $"/businessunits({root["businessunitid"]!.GetValue<string>()})";
        var created = 0;
        foreach (var persona in personas.Where(persona => persona.UsesDataverse))
        {
            var role = await RoleAsync(persona.DataverseRole!, cancellation);
            var user = Guid.NewGuid();
            await administrator.PostAsync(
                users.EntitySetName,
                new JsonObject
                {
                    ["systemuserid"] = user,
                    ["applicationid"] = persona.ClientId,
                    ["azureactivedirectoryobjectid"] = persona.ObjectId,
                    ["firstname"] = "#",
                    ["lastname"] = persona.Name,
                    [$"{users.Navigations[("businessunitid", "businessunit")]}@odata.bind"] = businessUnit,
                },
                cancellation
            );
            await administrator.PostAsync(
                $"{users.EntitySetName}({user})/systemuserroles_association/$ref",
                new JsonObject { ["@odata.id"] = administrator.AddressOf($"roles({role})") },
                cancellation
            );
            created++;
        }

        return created;
    }

    private async Task<string> RoleAsync(string name, CancellationToken cancellation)
    {
        var roles = await administrator.QueryAsync(
            $"roles?$select=roleid,name&$filter=name eq '{name.Replace("'", "''", StringComparison.Ordinal)}'",
            cancellation
        );
        return roles.Count > 0 ? roles[0]["roleid"]!.GetValue<string>() : throw new RunException(RunErrors.RoleMissing.For(name));
    }
}
