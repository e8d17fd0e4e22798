using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Reads web resources with their content.</summary>
internal sealed class WebResourceReader(SolutionFile file)
{
    private const int LastType = 12;

    // https://learn.microsoft.com/power-apps/developer/model-driven-apps/web-resources: a customization prefix, then letters, numbers, periods, hyphens,
    // underscores and single forward slashes.
    private static readonly Regex Allowed = new("^[A-Za-z][A-Za-z0-9]{1,7}_/?[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*$", RegexOptions.CultureInvariant);

    internal IEnumerable<InterfaceComponent> Read() => file.Section("WebResources", "WebResource").Where(resource => !resource.IsUnmodified()).Select(Resource);

    private InterfaceComponent Resource(XElement element)
    {
        var name = element.Text("Name", "web resource");
        var component = $"web resource {name}";
        if (!Allowed.IsMatch(name))
        {
            throw ImportFault.Component(
                component,
                "the name of a web resource is a customization prefix with an underscore, then letters, numbers, periods, hyphens, underscores, single slashes"
            );
        }

        var type = element.Number("WebResourceType", component);
        if (type is null or < 1 or > LastType)
        {
            throw ImportFault.Component(component, $"web resources have no type {type?.ToString(CultureInfo.InvariantCulture) ?? "(none)"}");
        }

        var path = element.Text("FileName", component);
        var content = file.Content(path) ?? throw ImportFault.Component(component, $"{path} is not in the compressed file");
        return new InterfaceComponent(
            ComponentKind.WebResource.Type,
            component,
            new Entity("webresource", XmlReading.Id(element.Text("WebResourceId", component), component))
            {
                ["webresourceidunique"] = XmlReading.Id(element.Text("WebResourceId", component), component),
                ["name"] = name,
                ["displayname"] = element.OptionalText("DisplayName"),
                ["description"] = element.OptionalText("Description"),
                ["webresourcetype"] = new OptionSetValue(type.Value),
                ["languagecode"] = element.Number("LanguageCode", component),
                ["content"] = Convert.ToBase64String(content),
                ["dependencyxml"] = element.OptionalText("DependencyXml"),
                ["silverlightversion"] = element.OptionalText("SilverlightVersion"),
                ["isenabledformobileclient"] = element.Flag("IsEnabledForMobileClient"),
                ["isavailableformobileoffline"] = element.Flag("IsAvailableForMobileOffline"),
                ["introducedversion"] = element.OptionalText("IntroducedVersion"),
            }
        );
    }
}
