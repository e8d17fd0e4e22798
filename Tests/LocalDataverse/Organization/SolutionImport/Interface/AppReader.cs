using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Reads model-driven apps with their components and roles.</summary>
internal sealed class AppReader(SolutionFile file)
{
    internal IEnumerable<InterfaceComponent> Read() => file.Section("AppModules", "AppModule").Where(app => !app.IsUnmodified()).Select(App);

    private static InterfaceComponent App(XElement element)
    {
        var uniqueName = element.Text("UniqueName", "app");
        var component = $"app {uniqueName}";
        var id = StableId.Of($"appmodule:{uniqueName}");
        var texts = element.NamesAndDescriptions(component);
        return new InterfaceComponent(
            ComponentKind.App.Type,
            component,
            new Entity("appmodule", id)
            {
                ["appmoduleidunique"] = id,
                ["uniquename"] = uniqueName,
                ["name"] = texts.Base("name") ?? uniqueName,
                ["description"] = texts.Base("description"),
                ["webresourceid"] = XmlReading.Id(element.Text("WebResourceId", component), component),
                ["welcomepageid"] = element.OptionalText("WelcomePageId") is { } page ? XmlReading.Id(page, component) : null,
                ["optimizedfor"] = element.OptionalText("OptimizedFor"),
                ["formfactor"] = element.Number("FormFactor", component) ?? 1,
                ["clienttype"] = element.Number("ClientType", component) ?? 4,
                ["navigationtype"] = element.Option("NavigationType", component) ?? new OptionSetValue(0),
                ["configxml"] = element.Element("ConfigXML")?.Value,
                ["introducedversion"] = element.OptionalText("IntroducedVersion"),
                ["appmoduleversion"] = element.OptionalText("IntroducedVersion"),
            }
        )
        {
            Texts = texts,
            Parts = [.. (element.Element("AppModuleComponents")?.Elements("AppModuleComponent") ?? []).Select(part => Part(part, component))],
            Roles =
            [
                .. (element.Element("AppModuleRoleMaps")?.Elements("Role") ?? []).Select(role => XmlReading.Id(role.AttributeText("id", component), component)),
            ],
        };
    }

    private static AppPart Part(XElement element, string component)
    {
        var type = int.TryParse(element.AttributeText("type", component), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ImportFault.Xml(component, "the type of a component is a number");
        if (type == SolutionComponent.Table)
        {
            var table = element.AttributeText("schemaName", component);
            return new AppPart(type, table, SolutionComponent.TableId(table));
        }

        if (type == ComponentKind.SiteMap.Type)
        {
            var siteMap = element.AttributeText("schemaName", component);
            return new AppPart(type, siteMap, SiteMapReader.IdOf(siteMap));
        }

        var id = element.AttributeText("id", component);
        return new AppPart(type, id, XmlReading.Id(id, component));
    }
}
