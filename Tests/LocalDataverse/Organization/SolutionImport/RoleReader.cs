using System.Text.RegularExpressions;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.Security;

namespace LocalDataverse.SolutionImport;

/// <summary>Reads roles, with the level of each privilege.</summary>
internal sealed class RoleReader(OrganizationMetadata metadata)
{
    private static readonly string[] General = [Rights.ActOnBehalf, Rights.Bypass, .. MetadataPrivileges.All, .. ClientPrivileges.All];
    private static readonly Regex OnTable = new(
        "^prv(?<right>Create|Read|Write|Delete|AppendTo|Append|Assign|Share)(?<table>.+)$",
        RegexOptions.CultureInvariant
    );

    internal IReadOnlyList<RoleRegistration> Read(SolutionFile file) => [.. file.Section("Roles", "Role").Select(Read)];

    private RoleRegistration Read(XElement element)
    {
        var name = element.AttributeText("name", "role");
        var depths = new Dictionary<string, PrivilegeDepth>(StringComparer.OrdinalIgnoreCase);
        foreach (var privilege in element.Element("RolePrivileges")?.Elements("RolePrivilege") ?? [])
        {
            var depth = DepthOf(name, privilege);
            foreach (var expanded in Expand(name, privilege.AttributeText("name", name)))
            {
                depths[expanded] = depths.TryGetValue(expanded, out var known) && known > depth ? known : depth;
            }
        }

        return new RoleRegistration(XmlReading.Id(element.AttributeText("id", name), name), name, [.. depths.Keys]) { Depths = depths };
    }

    private static PrivilegeDepth DepthOf(string role, XElement privilege) =>
        Enum.TryParse<PrivilegeDepth>(privilege.AttributeText("level", role), out var depth)
            ? depth
            : throw ImportFault.Xml($"role {role}", $"'{(string?)privilege.Attribute("level")}' is no level of a privilege");

    private IEnumerable<string> Expand(string role, string privilege)
    {
        if (General.Contains(privilege, StringComparer.OrdinalIgnoreCase))
        {
            return [privilege];
        }

        var match = OnTable.Match(privilege);
        var tables = match.Success ? SharedPrivileges.TablesOf(match.Groups["table"].Value).Where(table => metadata.Table(table) is not null).ToList() : [];
        return tables.Count > 0
            ? tables.Select(table => $"prv{match.Groups["right"].Value}{table}").Concat([privilege])
            : throw ImportFault.Privilege(role, privilege);
    }
}
