using System.Xml.Linq;
using Solution.Packer.Declarations;

namespace Solution.Packer.Components;

/// <summary>A custom API as its component folder has it; elements in alphabetical order, as exports keep them.</summary>
internal sealed class CustomApiXml(IReadOnlyList<string> languages)
{
    private const int EntityType = 3;
    private const int EntityReferenceType = 5;

    private readonly CustomApiTexts texts = CustomApiTexts.Read();

    /// <summary>The files of a custom API by their paths.</summary>
    internal IEnumerable<(string Path, XElement Root)> Files(CustomApi api)
    {
        var folder = $"customapis/{api.UniqueName}";
        yield return (
            $"{folder}/customapi.xml",
            new XElement(
                "customapi",
                new XAttribute("uniquename", api.UniqueName),
                new XElement("allowedcustomprocessingsteptype", 0),
                new XElement("bindingtype", api.Binding),
                api.BoundTable is null ? null : new XElement("boundentitylogicalname", api.BoundTable),
                Label("description", api.Description),
                Label("displayname", api.DisplayName),
                api.ExecutePrivilege is null ? null : new XElement("executeprivilegename", api.ExecutePrivilege),
                new XElement("iscustomizable", 0),
                new XElement("isfunction", api.IsFunction ? 1 : 0),
                new XElement("isprivate", 0),
                new XElement("name", api.UniqueName),
                new XElement("plugintypeid", new XElement("plugintypeid", api.PluginTypeId.ToString("D"))),
                new XElement("workflowsdkstepenabled", 0)
            )
        );
        foreach (var parameter in api.Parameters)
        {
            yield return (
                $"{folder}/customapirequestparameters/{parameter.Name}/customapirequestparameter.xml",
                Parameter("customapirequestparameter", api, parameter)
            );
        }

        foreach (var result in api.Results)
        {
            yield return (
                $"{folder}/customapiresponseproperties/{result.Name}/customapiresponseproperty.xml",
                Parameter("customapiresponseproperty", api, result)
            );
        }
    }

    private XElement Parameter(string kind, CustomApi api, CustomApiParameter parameter) =>
        new(
            kind,
            new XAttribute("uniquename", parameter.Name),
            Label("description", parameter.Description),
            new XElement("displayname", new XAttribute("default", parameter.Name), CustomApiTexts.Same(parameter.Name, languages)),
            new XElement("iscustomizable", 0),
            // A response property with this element breaks the import.
            kind == "customapirequestparameter"
                ? new XElement("isoptional", parameter.Optional ? 1 : 0)
                : null,
            parameter is { Table: not null, Type: EntityType or EntityReferenceType } ? new XElement("logicalentityname", parameter.Table) : null,
            new XElement("name", $"{api.UniqueName}.{parameter.Name}"),
            new XElement("type", parameter.Type)
        );

    private XElement Label(string name, string text) => new(name, new XAttribute("default", text), texts.Labels(text));
}
