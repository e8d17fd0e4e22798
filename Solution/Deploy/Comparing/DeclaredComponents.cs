using System.IO.Compression;
using System.Xml.Linq;
using Solution.Deploy.Solutions;

namespace Solution.Deploy.Comparing;

/// <summary>The components of a solution file that are compared with an environment.</summary>
internal static class DeclaredComponents
{
    internal static IReadOnlyList<Component> Of(SolutionPackage package)
    {
        using var zip = new ZipArchive(new MemoryStream(package.Content), ZipArchiveMode.Read);
        var customizations = Root(
            zip.GetEntry("customizations.xml")
                ?? throw new DeployException(DeployErrors.FileWrong.For(package.Path, "customizations.xml is missing in it", package.UniqueName))
        );
        var steps = customizations.Descendants("SdkMessageProcessingStep").ToList();
        var roles = customizations.Element("Roles")?.Elements("Role").ToList() ?? [];
        return
        [
            .. steps.Select(Step),
            .. steps.SelectMany(step => step.Descendants("SdkMessageProcessingStepImage").Select(image => Image(step, image))),
            .. Files(zip, "customapi.xml").Select(file => CustomApi(file.Root)),
            .. Files(zip, "customapirequestparameter.xml").Select(file => Part("custom API parameter", ApiOf(file.Path), file.Root, withOptional: true)),
            .. Files(zip, "customapiresponseproperty.xml").Select(file => Part("custom API response", ApiOf(file.Path), file.Root, withOptional: false)),
            .. Files(zip, "environmentvariabledefinition.xml").Select(file => Variable(file.Root)),
            .. roles.Select(Role),
            .. roles.SelectMany(role => role.Descendants("RolePrivilege").Select(privilege => Privilege(role, privilege))),
        ];
    }

    private static Component Step(XElement step) =>
        new(
            "step",
            Written.Id((string?)step.Attribute("SdkMessageProcessingStepId")),
            (string?)step.Attribute("Name") ?? string.Empty,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["name"] = (string?)step.Attribute("Name") ?? string.Empty,
                ["message"] = Written.Id(Text(step, "SdkMessageId")),
                ["table"] = Text(step, "PrimaryEntity"),
                ["class"] = Text(step, "PluginTypeName").Split(',')[0],
                ["stage"] = Text(step, "Stage"),
                ["mode"] = Text(step, "Mode"),
                ["rank"] = Text(step, "Rank"),
                ["filtering attributes"] = Written.List(Text(step, "FilteringAttributes")),
                ["deletes its jobs"] = Text(step, "AsyncAutoDelete"),
                ["configuration"] = Text(step, "Configuration"),
                ["state"] = "0",
            }
        );

    private static Component Image(XElement step, XElement image) =>
        new(
            "image",
            Written.Id(Text(image, "SdkMessageProcessingStepImageId")),
            $"{Text(image, "EntityAlias")} of {(string?)step.Attribute("Name")}",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["step"] = Written.Id((string?)step.Attribute("SdkMessageProcessingStepId")),
                ["alias"] = Text(image, "EntityAlias"),
                ["type"] = Text(image, "ImageType"),
                ["attributes"] = Written.List(Text(image, "Attributes")),
            }
        );

    private static Component CustomApi(XElement api)
    {
        var name = (string?)api.Attribute("uniquename") ?? string.Empty;
        return new Component(
            "custom API",
            name,
            name,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["binding"] = Text(api, "bindingtype"),
                ["table"] = Text(api, "boundentitylogicalname"),
                ["allowed steps"] = Text(api, "allowedcustomprocessingsteptype"),
                ["is a function"] = Text(api, "isfunction"),
                ["is private"] = Text(api, "isprivate"),
                ["privilege"] = Text(api, "executeprivilegename"),
            }
        );
    }

    private static Component Part(string kind, string api, XElement part, bool withOptional)
    {
        var name = $"{api}.{(string?)part.Attribute("uniquename")}";
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = Text(part, "type") };
        if (withOptional)
        {
            values["is optional"] = Text(part, "isoptional");
        }

        return new Component(kind, name, name, values);
    }

    private static Component Variable(XElement variable)
    {
        var name = (string?)variable.Attribute("schemaname") ?? string.Empty;
        return new Component(
            "environment variable",
            name,
            name,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = Text(variable, "type"), ["default value"] = Text(variable, "defaultvalue") }
        );
    }

    private static Component Role(XElement role) =>
        new(
            "role",
            Written.Id((string?)role.Attribute("id")),
            (string?)role.Attribute("name") ?? string.Empty,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = (string?)role.Attribute("name") ?? string.Empty }
        );

    private static Component Privilege(XElement role, XElement privilege)
    {
        var name = (string?)privilege.Attribute("name") ?? string.Empty;
        return RolePrivileges.Component(
            Written.Id((string?)role.Attribute("id")),
            (string?)role.Attribute("name") ?? string.Empty,
            name,
            (string?)privilege.Attribute("level") ?? string.Empty
        );
    }

    private static List<(string Path, XElement Root)> Files(ZipArchive zip, string name) =>
        [.. zip.Entries.Where(entry => entry.Name == name).Select(entry => (entry.FullName, Root(entry)))];

    // customapis/NAME/customapirequestparameters/PARAMETER/customapirequestparameter.xml
    private static string ApiOf(string path) => path.Split('/')[1];

    private static XElement Root(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return XElement.Load(stream);
    }

    private static string Text(XElement parent, string element) => parent.Element(element)?.Value.Trim() ?? string.Empty;
}
