using System.Text.RegularExpressions;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.Security;

namespace LocalDataverse.SolutionImport;

/// <summary>
/// Reads roles. The level of each privilege is kept; whether it is looked at is the matter of the rights.
/// </summary>
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
        var privileges = (element.Element("RolePrivileges")?.Elements("RolePrivilege") ?? [])
            .SelectMany(p => Expand(name, p.AttributeText("name", name)).Select(privilege => (Name: privilege, Depth: DepthOf(name, p))))
            .GroupBy(privilege => privilege.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        return new RoleRegistration(XmlReading.Id(element.AttributeText("id", name), name), name, [.. privileges.Select(privilege => privilege.Key)])
        {
            Depths = privileges.ToDictionary(
                privilege => privilege.Key,
                privilege => privilege.Max(granted => granted.Depth),
                StringComparer.OrdinalIgnoreCase
            ),
        };
    }

    private static int DepthOf(string role, XElement privilege) =>
        privilege.AttributeText("level", role) switch
        {
            "Basic" => 1,
            "Local" => 2,
            "Deep" => 4,
            "Global" => 8,
            var other => throw ImportFault.Xml(role, $"a privilege has no level {other}"),
        };

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
