using System.Text.RegularExpressions;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;
using LocalDataverse.Security;

namespace LocalDataverse.SolutionImport;

/// <summary>
/// Reads roles; privileges are granted at organization level whatever level the solution names, since owners and business units are not modeled.
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
        var privileges = (element.Element("RolePrivileges")?.Elements("RolePrivilege") ?? []).SelectMany(p => Expand(name, p.AttributeText("name", name)));
        return new RoleRegistration(XmlReading.Id(element.AttributeText("id", name), name), name, [.. privileges.Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

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
