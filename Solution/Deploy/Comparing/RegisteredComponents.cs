using Newtonsoft.Json.Linq;
using Solution.Deploy.Dataverse;
using Solution.Packer.Declarations;

namespace Solution.Deploy.Comparing;

/// <summary>The components that an environment has of this solution, found by their names.</summary>
internal sealed class RegisteredComponents(DataverseClient client)
{
    private const string StepQuery =
        "sdkmessageprocessingsteps?$select=sdkmessageprocessingstepid,name,stage,mode,rank,filteringattributes,asyncautodelete,configuration,statecode"
        + "&$expand=sdkmessageid($select=name),sdkmessagefilterid($select=primaryobjecttypecode),plugintypeid($select=typename)"
        + "&$filter=startswith(name,'InvoicePlugins.')";

    private const string ImageQuery =
        "sdkmessageprocessingstepimages?$select=sdkmessageprocessingstepimageid,entityalias,imagetype,attributes,_sdkmessageprocessingstepid_value";

    private const string ApiQuery =
        "customapis?$select=customapiid,uniquename,bindingtype,boundentitylogicalname,allowedcustomprocessingsteptype,isfunction,isprivate,executeprivilegename"
        + "&$filter=startswith(uniquename,'pinv_')";

    /// <param name="declared">What is looked for.</param>
    internal async Task<IReadOnlyList<Component>> ReadAsync(IReadOnlyList<Component> declared, CancellationToken cancellationToken)
    {
        var roles = await RolesAsync([.. declared.Where(component => component.Kind == "role").Select(role => role.Id)], cancellationToken);
        HashSet<string> named = [.. declared.Where(component => component.Kind == RolePrivileges.Kind).Select(privilege => privilege.Key)];
        var steps = await client.ListAsync(StepQuery, cancellationToken);
        var names = steps.ToDictionary(
            step => Written.Of(step["sdkmessageprocessingstepid"]),
            step => Written.Of(step["name"]),
            StringComparer.OrdinalIgnoreCase
        );
        var images = await client.ListAsync(ImageQuery, cancellationToken);
        var apis = await client.ListAsync(ApiQuery, cancellationToken);
        var owners = apis.ToDictionary(api => Written.Of(api["customapiid"]), api => Written.Of(api["uniquename"]), StringComparer.OrdinalIgnoreCase);
        return
        [
            .. steps.Select(Step),
            .. images.Where(image => names.ContainsKey(StepOf(image))).Select(image => Image(image, names[StepOf(image)])),
            .. apis.Select(CustomApi),
            .. await PartsAsync("custom API parameter", "customapirequestparameters", owners, withOptional: true, cancellationToken),
            .. await PartsAsync("custom API response", "customapiresponseproperties", owners, withOptional: false, cancellationToken),
            .. await VariablesAsync(cancellationToken),
            .. roles,
            .. await new RolePrivileges(client).ReadAsync(roles.Select(role => (role.Id, role.Name)), named, cancellationToken),
        ];
    }

    private async Task<IEnumerable<Component>> PartsAsync(
        string kind,
        string set,
        Dictionary<string, string> owners,
        bool withOptional,
        CancellationToken cancellationToken
    )
    {
        var columns = withOptional ? "uniquename,type,isoptional,_customapiid_value" : "uniquename,type,_customapiid_value";
        var rows = await client.ListAsync($"{set}?$select={columns}", cancellationToken);
        return rows.Where(row => owners.ContainsKey(Written.Of(row["_customapiid_value"])))
            .Select(row => Part(kind, owners[Written.Of(row["_customapiid_value"])], row, withOptional));
    }

    private async Task<IEnumerable<Component>> VariablesAsync(CancellationToken cancellationToken) =>
        (
            await client.ListAsync(
                "environmentvariabledefinitions?$select=schemaname,type,defaultvalue&$filter=startswith(schemaname,'pinv_')",
                cancellationToken
            )
        ).Select(row => new Component(
            "environment variable",
            Written.Of(row["schemaname"]),
            Written.Of(row["schemaname"]),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = Written.Of(row["type"]), ["default value"] = Written.Of(row["defaultvalue"]) }
        ));

    private async Task<IReadOnlyList<Component>> RolesAsync(IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        var filter = string.Join(" or ", roles.Select(role => $"roleid eq {role}"));
        return filter.Length == 0 ? [] : [.. (await client.ListAsync($"roles?$select=roleid,name&$filter={filter}", cancellationToken)).Select(Role)];
    }

    private static Component Role(JObject role) =>
        new(
            "role",
            Written.Id(Written.Of(role["roleid"])),
            Written.Of(role["name"]),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = Written.Of(role["name"]) }
        );

    private static Component Step(JObject step) =>
        new(
            "step",
            Written.Id(Written.Of(step["sdkmessageprocessingstepid"])),
            Written.Of(step["name"]),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["name"] = Written.Of(step["name"]),
                ["message"] = SdkMessages.IdOf(Related(step, "sdkmessageid", "name"))?.ToString("D") ?? Related(step, "sdkmessageid", "name"),
                ["table"] = Related(step, "sdkmessagefilterid", "primaryobjecttypecode"),
                ["class"] = Related(step, "plugintypeid", "typename"),
                ["stage"] = Written.Of(step["stage"]),
                ["mode"] = Written.Of(step["mode"]),
                ["rank"] = Written.Of(step["rank"]),
                ["filtering attributes"] = Written.List(Written.Of(step["filteringattributes"])),
                ["deletes its jobs"] = Written.Of(step["asyncautodelete"]),
                ["configuration"] = Written.Of(step["configuration"]),
                ["state"] = Written.Of(step["statecode"]),
            }
        );

    private static Component Image(JObject image, string step) =>
        new(
            "image",
            Written.Id(Written.Of(image["sdkmessageprocessingstepimageid"])),
            $"{Written.Of(image["entityalias"])} of {step}",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["step"] = Written.Id(StepOf(image)),
                ["alias"] = Written.Of(image["entityalias"]),
                ["type"] = Written.Of(image["imagetype"]),
                ["attributes"] = Written.List(Written.Of(image["attributes"])),
            }
        );

    private static Component CustomApi(JObject api) =>
        new(
            "custom API",
            Written.Of(api["uniquename"]),
            Written.Of(api["uniquename"]),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["binding"] = Written.Of(api["bindingtype"]),
                ["table"] = Written.Of(api["boundentitylogicalname"]),
                ["allowed steps"] = Written.Of(api["allowedcustomprocessingsteptype"]),
                ["is a function"] = Written.Of(api["isfunction"]),
                ["is private"] = Written.Of(api["isprivate"]),
                ["privilege"] = Written.Of(api["executeprivilegename"]),
            }
        );

    private static Component Part(string kind, string api, JObject row, bool withOptional)
    {
        var name = $"{api}.{Written.Of(row["uniquename"])}";
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = Written.Of(row["type"]) };
        if (withOptional)
        {
            values["is optional"] = Written.Of(row["isoptional"]);
        }

        return new Component(kind, name, name, values);
    }

    private static string StepOf(JObject image) => Written.Of(image["_sdkmessageprocessingstepid_value"]);

    private static string Related(JObject row, string lookup, string column) => Written.Of((row[lookup] as JObject)?[column]);
}
