using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.Registration;

namespace LocalDataverse.SolutionImport;

/// <summary>Reads custom APIs with their parameters and response properties.</summary>
internal sealed class CustomApiReader(SolutionFile file, OrganizationMetadata metadata)
{
    internal IReadOnlyList<ImportedCustomApi> Read(IReadOnlyCollection<Guid> pluginTypes) =>
        [.. file.Components("customapis", "customapi.xml").Select(element => Read(element, pluginTypes))];

    private ImportedCustomApi Read(XElement element, IReadOnlyCollection<Guid> pluginTypes)
    {
        var name = element.AttributeText("uniquename", "custom API");
        var table = element.OptionalText("boundentitylogicalname");
        if (table is not null && metadata.Table(table) is null)
        {
            throw ImportFault.Component(name, $"its table {table} does not exist");
        }

        var binding = element.Choice<CustomApiBinding>("bindingtype", name);
        if (binding == CustomApiBinding.Global != table is null)
        {
            throw ImportFault.Component(name, "a bound custom API names its table, an unbound one none");
        }

        Guid? type = element.Element("plugintypeid")?.OptionalText("plugintypeid") is { } text ? XmlReading.Id(text, name) : null;
        if (type is { } id && !pluginTypes.Contains(id))
        {
            throw ImportFault.Component(name, $"its plug-in type {id:D} is neither in the solution nor installed");
        }

        var labels = new Dictionary<Guid, (string, string)>();
        var registration = new CustomApiRegistration(StableId.Of($"customapi:{name}"), name)
        {
            Binding = binding,
            BoundTable = table,
            AllowedStepType = element.Choice<CustomProcessingStepType>("allowedcustomprocessingsteptype", name),
            IsFunction = element.Flag("isfunction"),
            IsPrivate = element.Flag("isprivate"),
            ExecutePrivilege = element.OptionalText("executeprivilegename"),
            PluginTypeId = type,
            Parameters =
            [
                .. file.Components($"customapis/{name}/customapirequestparameters", "customapirequestparameter.xml")
                    .Select(parameter => Parameter(parameter, name, labels)),
            ],
            ResponseProperties =
            [
                .. file.Components($"customapis/{name}/customapiresponseproperties", "customapiresponseproperty.xml")
                    .Select(property => Property(property, name, labels)),
            ],
        };
        return new ImportedCustomApi(registration, element.Default("displayname") ?? name, element.Default("description") ?? string.Empty, labels);
    }

    private static CustomApiParameter Parameter(XElement element, string api, Dictionary<Guid, (string, string)> labels)
    {
        var (id, name) = Identify("customapirequestparameter", element, api, labels);
        return new CustomApiParameter(
            id,
            name,
            element.Choice<CustomApiType>("type", $"{api}.{name}"),
            element.Flag("isoptional"),
            element.OptionalText("logicalentityname")
        );
    }

    private static CustomApiResponseProperty Property(XElement element, string api, Dictionary<Guid, (string, string)> labels)
    {
        var (id, name) = Identify("customapiresponseproperty", element, api, labels);
        return element.Element("isoptional") is null
            ? new CustomApiResponseProperty(id, name, element.Choice<CustomApiType>("type", $"{api}.{name}"), element.OptionalText("logicalentityname"))
            : throw ImportFault.Component($"{api}.{name}", "a response property has no element isoptional");
    }

    private static (Guid Id, string Name) Identify(string kind, XElement element, string api, Dictionary<Guid, (string, string)> labels)
    {
        var name = element.AttributeText("uniquename", api);
        var id = StableId.Of($"{kind}:{api}.{name}");
        labels[id] = (element.Default("displayname") ?? name, element.Default("description") ?? string.Empty);
        return (id, name);
    }
}
