using System.Reflection;
using System.Threading;
using LocalDataverse.Faults;
using LocalDataverse.Queries;
using LocalDataverse.Registration;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse;

public sealed partial class DataverseOrganization
{
    // The same in every environment; the role has an id of its own in each.
    private static readonly Guid SystemAdministratorTemplateId = new("627090ff-40a3-4053-8790-584edc5be201");

    private const int MaximumAssemblySize = 16 * 1024 * 1024;

    /// <summary>Registers or replaces an assembly by its bytes. Refused: more than 16 MB, or no strong name.</summary>
    public void RegisterAssembly(PluginAssemblyRegistration assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        if (assembly.Content.Length > MaximumAssemblySize)
        {
            throw DataverseFault.InvalidArgument($"Plug-in assembly {assembly.Name} is larger than 16 MB.");
        }

        Plugins.InProcess.TryRemove(assembly.Id, out _);
        Put(
            "pluginassembly",
            assembly.Id,
            ("name", assembly.Name),
            ("content", Convert.ToBase64String(assembly.Content)),
            ("version", assembly.Version),
            ("culture", assembly.Culture),
            ("publickeytoken", assembly.PublicKeyToken)
        );
    }

    /// <summary>Registers an assembly of this process, for plug-ins that tests define.</summary>
    public Guid RegisterAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var name = assembly.GetName().Name!;
        var id = NameBasedId("assembly " + name);
        Plugins.InProcess[id] = assembly;
        if (Database.Find("pluginassembly", id, null) is null)
        {
            Put("pluginassembly", id, ("name", name), ("version", assembly.GetName().Version?.ToString()));
        }

        return id;
    }

    public void RegisterPluginType(PluginTypeRegistration type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Put(
            "plugintype",
            type.Id,
            ("name", type.TypeName),
            ("typename", type.TypeName),
            ("friendlyname", type.TypeName),
            ("pluginassemblyid", new EntityReference("pluginassembly", type.AssemblyId))
        );
    }

    /// <summary>Registers a plug-in class of this process, with its assembly.</summary>
    public Guid RegisterPluginType(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var id = NameBasedId("type " + type.FullName);
        if (Database.Find("plugintype", id, null) is null)
        {
            RegisterPluginType(new PluginTypeRegistration(id, RegisterAssembly(type.Assembly), type.FullName!));
        }

        return id;
    }

    /// <summary>
    /// Registers or replaces a step. Refused where the platform refuses: stages, modes, images, filtering attributes that do not fit the message.
    /// </summary>
    public void RegisterStep(StepRegistration step)
    {
        ArgumentNullException.ThrowIfNull(step);
        StepRules.Demand(this, step);
        AsSystem(_ =>
        {
            var message = PutMessage(step.Message);
            EntityReference? filter = null;
            if (step.Table is not null)
            {
                var filterId = NameBasedId($"filter {step.Message} {step.Table}");
                Put(
                    "sdkmessagefilter",
                    filterId,
                    ("name", $"{step.Message} {step.Table}"),
                    ("sdkmessageid", new EntityReference("sdkmessage", message)),
                    ("primaryobjecttypecode", step.Table)
                );
                filter = new EntityReference("sdkmessagefilter", filterId);
            }

            EntityReference? secure = null;
            if (step.SecureConfiguration is not null)
            {
                var secureId = NameBasedId($"secure {step.Id:d}");
                Put("sdkmessageprocessingstepsecureconfig", secureId, ("secureconfig", step.SecureConfiguration));
                secure = new EntityReference("sdkmessageprocessingstepsecureconfig", secureId);
            }

            Put(
                "sdkmessageprocessingstep",
                step.Id,
                ("name", step.Name.Length > 256 ? step.Name.Substring(0, 256) : step.Name),
                ("sdkmessageid", new EntityReference("sdkmessage", message)),
                ("sdkmessagefilterid", filter),
                ("eventhandler", new EntityReference("plugintype", step.PluginTypeId)),
                ("plugintypeid", new EntityReference("plugintype", step.PluginTypeId)),
                ("stage", new OptionSetValue((int)step.Stage)),
                ("mode", new OptionSetValue((int)step.Mode)),
                ("rank", step.Rank),
                ("filteringattributes", step.FilteringAttributes.Count == 0 ? null : string.Join(",", step.FilteringAttributes)),
                ("configuration", step.UnsecureConfiguration),
                ("sdkmessageprocessingstepsecureconfigid", secure),
                ("impersonatinguserid", step.ImpersonatingUserId is { } user ? new EntityReference("systemuser", user) : null),
                ("asyncautodelete", step.AsyncAutoDelete),
                ("statecode", new OptionSetValue(step.Enabled ? 0 : 1)),
                ("statuscode", new OptionSetValue(step.Enabled ? 1 : 2))
            );
            foreach (var image in step.Images)
            {
                Put(
                    "sdkmessageprocessingstepimage",
                    image.Id,
                    ("name", image.Name),
                    ("entityalias", image.Alias),
                    ("imagetype", new OptionSetValue((int)image.Type)),
                    ("messagepropertyname", image.MessagePropertyName),
                    ("attributes", image.Columns.Count == 0 ? null : string.Join(",", image.Columns)),
                    ("sdkmessageprocessingstepid", new EntityReference("sdkmessageprocessingstep", step.Id))
                );
            }
        });
    }

    public void RegisterCustomApi(CustomApiRegistration api)
    {
        ArgumentNullException.ThrowIfNull(api);
        if (api.Binding != CustomApiBinding.Global)
        {
            TableOrFault(api.BoundTable);
        }

        if (api.IsFunction && api.ResponseProperties.Count == 0)
        {
            throw DataverseFault.InvalidArgument($"Custom API {api.UniqueName} is a function and must have at least one response property.");
        }

        AsSystem(_ =>
        {
            var message = PutMessage(api.UniqueName);
            Put(
                "customapi",
                api.Id,
                ("name", api.UniqueName),
                ("uniquename", api.UniqueName),
                ("displayname", api.UniqueName.Length > 100 ? null : api.UniqueName),
                ("bindingtype", new OptionSetValue((int)api.Binding)),
                ("boundentitylogicalname", api.BoundTable),
                ("allowedcustomprocessingsteptype", new OptionSetValue((int)api.AllowedStepType)),
                ("isfunction", api.IsFunction),
                ("isprivate", api.IsPrivate),
                ("executeprivilegename", api.ExecutePrivilege),
                ("plugintypeid", api.PluginTypeId is { } type ? new EntityReference("plugintype", type) : null),
                ("sdkmessageid", new EntityReference("sdkmessage", message))
            );
            foreach (var parameter in api.Parameters)
            {
                Put(
                    "customapirequestparameter",
                    parameter.Id,
                    ("name", parameter.UniqueName),
                    ("uniquename", parameter.UniqueName),
                    ("customapiid", new EntityReference("customapi", api.Id)),
                    ("type", new OptionSetValue((int)parameter.Type)),
                    ("isoptional", parameter.IsOptional),
                    ("logicalentityname", parameter.LogicalEntityName)
                );
            }

            foreach (var property in api.ResponseProperties)
            {
                Put(
                    "customapiresponseproperty",
                    property.Id,
                    ("name", property.UniqueName),
                    ("uniquename", property.UniqueName),
                    ("customapiid", new EntityReference("customapi", api.Id)),
                    ("type", new OptionSetValue((int)property.Type)),
                    ("logicalentityname", property.LogicalEntityName)
                );
            }
        });
    }

    public void RegisterEnvironmentVariable(EnvironmentVariableRegistration variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        Put(
            "environmentvariabledefinition",
            variable.Id,
            ("schemaname", variable.SchemaName),
            ("displayname", variable.SchemaName),
            ("type", new OptionSetValue((int)variable.Type)),
            ("defaultvalue", variable.DefaultValue)
        );
    }

    /// <summary>Sets the current value of a variable whose definition exists.</summary>
    public void SetEnvironmentVariable(string schemaName, string? value)
    {
        AsSystem(transaction =>
        {
            var definition =
                RowsWhere("environmentvariabledefinition", "schemaname", schemaName, transaction).FirstOrDefault()
                ?? throw DataverseFault.Of(ErrorCode.ObjectDoesNotExist, $"Environment variable definition {schemaName} does not exist.");
            var id =
                RowsWhere("environmentvariablevalue", "environmentvariabledefinitionid", definition.Id, transaction).FirstOrDefault()?.Id
                ?? NameBasedId("environment variable " + schemaName);
            Put(
                "environmentvariablevalue",
                id,
                ("schemaname", schemaName),
                ("value", value),
                ("environmentvariabledefinitionid", new EntityReference("environmentvariabledefinition", definition.Id))
            );
        });
    }

    /// <summary>Registers a role, or gives it exactly these privileges.</summary>
    public void RegisterRole(RoleRegistration role)
    {
        ArgumentNullException.ThrowIfNull(role);
        AsSystem(transaction =>
        {
            Put(
                "role",
                role.Id,
                ("name", role.Name),
                ("businessunitid", new EntityReference("businessunit", role.BusinessUnitId ?? RootBusinessUnitId)),
                ("isinherited", new OptionSetValue(role.TeamPrivilegesOnly ? 0 : 1))
            );
            if (role.RootId is { } root)
            {
                Put("role", role.Id, ("parentrootroleid", new EntityReference("role", root)));
            }

            foreach (var row in RowsWhere("roleprivileges", "roleid", role.Id, transaction))
            {
                Writer.Delete(TableOrFault("roleprivileges"), row.Id, transaction);
            }

            foreach (var privilege in role.Privileges.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                var privilegeId = PrivilegeId(privilege);
                if (Database.Find("privilege", privilegeId, transaction) is null)
                {
                    Put("privilege", privilegeId, ("name", privilege));
                }

                Put(
                    "roleprivileges",
                    NameBasedId($"granted {role.Id:d} {privilege.ToUpperInvariant()}"),
                    ("roleid", role.Id),
                    ("privilegeid", privilegeId),
                    ("privilegedepthmask", 1 << (int)role.DepthOf(privilege))
                );
            }

            RoleCopies.Renew(role.Id, transaction);
        });
    }

    /// <summary>Registers a user, or gives the user exactly these roles, which must exist.</summary>
    public void RegisterUser(UserRegistration user)
    {
        ArgumentNullException.ThrowIfNull(user);
        AsSystem(transaction =>
        {
            var unit = user.BusinessUnitId ?? RootBusinessUnitId;
            Put(
                "systemuser",
                user.Id,
                ("fullname", user.FullName),
                ("businessunitid", new EntityReference("businessunit", unit)),
                ("applicationid", user.ApplicationId),
                ("azureactivedirectoryobjectid", user.ObjectId),
                ("isdisabled", user.Disabled),
                ("accessmode", new OptionSetValue(user.ApplicationId is null ? 0 : 4))
            );
            foreach (var row in RowsWhere("systemuserroles", "systemuserid", user.Id, transaction))
            {
                Writer.Delete(TableOrFault("systemuserroles"), row.Id, transaction);
            }

            foreach (var name in user.Roles.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                var named = RowsWhere("role", "name", name, transaction);
                var role =
                    named.Find(one => Value("role", one.Id, "businessunitid", transaction) is RowReference own && own.Id == unit)
                    ?? named.FirstOrDefault()
                    ?? throw DataverseFault.Of(ErrorCode.ObjectDoesNotExist, $"There is no security role {name}.");
                Put("systemuserroles", NameBasedId($"has {user.Id:d} {role.Id:d}"), ("systemuserid", user.Id), ("roleid", role.Id));
            }
        });
    }

    /// <summary>
    /// Whether a message exists, seen from the open transaction, and which steps it allows: a solution brings a custom API and steps on it at once.
    /// </summary>
    internal CustomProcessingStepType? AllowedSteps(string message)
    {
        if (StepRules.Messages.Contains(message))
        {
            return CustomProcessingStepType.SyncAndAsync;
        }

        lock (Database.Sync)
        {
            var transaction = Joined?.Transaction;
            return RowsWhere("customapi", "uniquename", message, transaction)
                .Select(row => (CustomProcessingStepType?)Number("customapi", row, "allowedcustomprocessingsteptype", 0))
                .FirstOrDefault();
        }
    }

    internal static Guid PrivilegeId(string name) => NameBasedId("privilege " + name.ToUpperInvariant());

    internal static Guid NameBasedId(string name)
    {
        using var hash = System.Security.Cryptography.SHA256.Create();
        var bytes = hash.ComputeHash(System.Text.Encoding.UTF8.GetBytes("LocalDataverse " + name));
        var id = new byte[16];
        Array.Copy(bytes, id, 16);
        return new Guid(id);
    }

    private Guid PutMessage(string name)
    {
        var id = NameBasedId("message " + name);
        if (Database.Find("sdkmessage", id, Joined?.Transaction) is null)
        {
            Put("sdkmessage", id, ("name", name));
        }

        return id;
    }

    private void Put(string table, Guid id, params (string Column, object? Value)[] values) =>
        AsSystem(transaction =>
        {
            var entity = new Entity(table, id);
            foreach (var (column, value) in values)
            {
                entity[column] = value;
            }

            if (Database.Find(table, id, transaction) is null)
            {
                Writer.Create(TableOrFault(table), entity, SystemScope(transaction), transaction);
            }
            else
            {
                Writer.Update(TableOrFault(table), id, entity, SystemScope(transaction), transaction);
            }
        });

    private void Seed()
    {
        AsSystem(_ =>
        {
            if (Metadata.Table("transactioncurrency") is not null)
            {
                Put(
                    "transactioncurrency",
                    BaseCurrencyId,
                    ("currencyname", Options.BaseCurrency),
                    ("isocurrencycode", Options.BaseCurrency),
                    ("currencysymbol", Options.BaseCurrency),
                    ("currencyprecision", Options.BaseCurrencyPrecision),
                    ("exchangerate", 1m)
                );
            }

            Put(
                "organization",
                OrganizationId,
                ("name", Options.Name),
                ("basecurrencyid", Metadata.Table("transactioncurrency") is null ? null : new EntityReference("transactioncurrency", BaseCurrencyId))
            );
            Put("businessunit", RootBusinessUnitId, ("name", Options.Name));
            Put("systemuser", SystemUserId, ("fullname", "SYSTEM"), ("businessunitid", new EntityReference("businessunit", RootBusinessUnitId)));
            Put("roletemplate", SystemAdministratorTemplateId, ("name", "System Administrator"));
            Put(
                "role",
                SystemAdministratorRoleId,
                ("name", "System Administrator"),
                ("businessunitid", new EntityReference("businessunit", RootBusinessUnitId)),
                ("roletemplateid", new EntityReference("roletemplate", SystemAdministratorTemplateId))
            );
            RegisterUser(new UserRegistration(AdministratorId, "Administrator", ["System Administrator"]));
            foreach (var message in StepRules.Messages)
            {
                PutMessage(message);
            }
        });
    }

    private RegistrationIndex ReadRegistrations()
    {
        lock (Database.Sync)
        {
            var types = Rows("plugintype")
                .ToDictionary(
                    row => row.Id,
                    row =>
                        (
                            AssemblyId: Reference("plugintype", row, "pluginassemblyid") ?? Guid.Empty,
                            TypeName: Get<string>("plugintype", row, "typename") ?? string.Empty
                        )
                );
            var images = Rows("sdkmessageprocessingstepimage")
                .ToLookup(
                    row => Reference("sdkmessageprocessingstepimage", row, "sdkmessageprocessingstepid") ?? Guid.Empty,
                    row => new StepImage(
                        row.Id,
                        Get<string>("sdkmessageprocessingstepimage", row, "entityalias") ?? string.Empty,
                        (ImageType)Number("sdkmessageprocessingstepimage", row, "imagetype", 0),
                        Names(Get<string>("sdkmessageprocessingstepimage", row, "attributes"))
                    )
                );
            var steps = new List<RegisteredStep>();
            foreach (var row in Rows("sdkmessageprocessingstep"))
            {
                const string Table = "sdkmessageprocessingstep";
                var typeId = Reference(Table, row, "eventhandler") ?? Guid.Empty;
                if (Number(Table, row, "statecode", 0) != 0 || !types.TryGetValue(typeId, out var type))
                {
                    continue;
                }

                var filter = Reference(Table, row, "sdkmessagefilterid");
                var secure = Reference(Table, row, "sdkmessageprocessingstepsecureconfigid");
                steps.Add(
                    new RegisteredStep(
                        new StepRegistration(
                            row.Id,
                            typeId,
                            Value("sdkmessage", Reference(Table, row, "sdkmessageid") ?? Guid.Empty, "name", null) as string ?? string.Empty,
                            filter is { } filterId ? TableOfFilter(filterId) : null,
                            (PipelineStage)Number(Table, row, "stage", 40),
                            (StepMode)Number(Table, row, "mode", 0)
                        )
                        {
                            Name = Get<string>(Table, row, "name") ?? string.Empty,
                            Rank = Number(Table, row, "rank", 1),
                            FilteringAttributes = Names(Get<string>(Table, row, "filteringattributes")),
                            Images = [.. images[row.Id]],
                            UnsecureConfiguration = Get<string>(Table, row, "configuration"),
                            SecureConfiguration = secure is { } secureId
                                ? Value("sdkmessageprocessingstepsecureconfig", secureId, "secureconfig", null) as string
                                : null,
                            ImpersonatingUserId = Reference(Table, row, "impersonatinguserid"),
                            AsyncAutoDelete = Get<object>(Table, row, "asyncautodelete") is true,
                        },
                        type.AssemblyId,
                        type.TypeName
                    )
                );
            }

            var index = new RegistrationIndex(steps, ReadCustomApis(), types);
            Volatile.Write(ref registrations, index);
            return index;
        }
    }

    private List<CustomApiRegistration> ReadCustomApis()
    {
        var parameters = Rows("customapirequestparameter")
            .ToLookup(
                row => Reference("customapirequestparameter", row, "customapiid") ?? Guid.Empty,
                row => new CustomApiParameter(
                    row.Id,
                    Get<string>("customapirequestparameter", row, "uniquename")!,
                    (CustomApiType)Number("customapirequestparameter", row, "type", 10),
                    Get<object>("customapirequestparameter", row, "isoptional") is true,
                    Get<string>("customapirequestparameter", row, "logicalentityname")
                )
            );
        var properties = Rows("customapiresponseproperty")
            .ToLookup(
                row => Reference("customapiresponseproperty", row, "customapiid") ?? Guid.Empty,
                row => new CustomApiResponseProperty(
                    row.Id,
                    Get<string>("customapiresponseproperty", row, "uniquename")!,
                    (CustomApiType)Number("customapiresponseproperty", row, "type", 10),
                    Get<string>("customapiresponseproperty", row, "logicalentityname")
                )
            );
        return
        [
            .. Rows("customapi")
                .Select(row => new CustomApiRegistration(row.Id, Get<string>("customapi", row, "uniquename")!)
                {
                    Binding = (CustomApiBinding)Number("customapi", row, "bindingtype", 0),
                    BoundTable = Get<string>("customapi", row, "boundentitylogicalname"),
                    AllowedStepType = (CustomProcessingStepType)Number("customapi", row, "allowedcustomprocessingsteptype", 0),
                    IsFunction = Get<object>("customapi", row, "isfunction") is true,
                    IsPrivate = Get<object>("customapi", row, "isprivate") is true,
                    ExecutePrivilege = Get<string>("customapi", row, "executeprivilegename"),
                    PluginTypeId = Reference("customapi", row, "plugintypeid"),
                    Parameters = [.. parameters[row.Id]],
                    ResponseProperties = [.. properties[row.Id]],
                }),
        ];
    }

    private string? TableOfFilter(Guid filterId) =>
        Value("sdkmessagefilter", filterId, "primaryobjecttypecode", null) is string table && table != "none" ? table : null;

    private List<Row> Rows(string table) => [.. Database.Store(table).Slots.Select(slot => slot.Committed).OfType<Row>().OrderBy(row => row.Id)];

    private T? Get<T>(string table, Row row, string column)
        where T : class => RowReader.Value(Database.Store(table), row, column) as T;

    private Guid? Reference(string table, Row row, string column) => Get<RowReference>(table, row, column)?.Id;

    private int Number(string table, Row row, string column, int otherwise) => Get<object>(table, row, column) is int number ? number : otherwise;

    private static IReadOnlyList<string> Names(string? list) =>
        list is null ? [] : [.. list.Split(',').Select(name => name.Trim()).Where(name => name.Length > 0)];
}
