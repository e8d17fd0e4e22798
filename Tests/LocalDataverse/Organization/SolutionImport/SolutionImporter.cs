using System.Globalization;
using LocalDataverse.Registration;
using LocalDataverse.SolutionImport.Interface;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport;

/// <summary>
/// Imports a solution zip: tables, columns, choices, keys, relationships, roles, environment variables, plug-in assemblies with their bytes, steps with images,
/// custom APIs. All of it or, on any fault, nothing. A repeated import updates in place; what a later version no longer holds stays, as with an update on the
/// platform. Forms, views, charts, dashboards, web resources, apps, site maps and ribbons are rows that clients read.
/// </summary>
public static class SolutionImporter
{
    /// <summary>Imports in the name of a user, who needs the privileges of <see cref="ImportPrivileges"/>.</summary>
    /// <param name="importJobId">Id of the import job row to write; null: a new one.</param>
    /// <param name="holding">Whether it becomes a holding solution, beside the one that it is to take the place of.</param>
    public static SolutionImportResult Import(
        DataverseOrganization organization,
        byte[] solution,
        Caller caller,
        Guid? importJobId = null,
        bool holding = false
    )
    {
        ArgumentNullException.ThrowIfNull(organization);
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(caller);
        ImportPrivileges.Demand(organization, caller);
        var startedOn = organization.UtcNow;
        var file = SolutionFile.Read(solution);
        var manifest = SolutionManifest.Read(file.Manifest);
        return organization.InTransaction(
            new Caller(organization.SystemUserId),
            service =>
            {
                var installed = new InstalledComponents(organization, service);
                var before = installed.Solution(manifest);
                if (holding)
                {
                    manifest = HoldingSolution.Of(manifest, before, installed);
                    before = null;
                }

                var plan = ImportPlan.Read(file, manifest, organization, installed);
                ApplyMetadata(organization, plan);
                ApplyRegistrations(organization, service, installed, plan);
                var solutionId = ApplySolution(organization, service, installed, plan, before);
                new InterfaceWriter(organization, service, installed).Write(plan.Interface, manifest.IsManaged, solutionId);
                Put(
                    service,
                    installed,
                    new Entity("importjob", importJobId ?? Guid.NewGuid())
                    {
                        ["name"] = "Customizations",
                        ["solutionname"] = manifest.UniqueName,
                        ["solutionid"] = solutionId,
                        ["progress"] = 100d,
                        ["data"] = ImportLog.Succeeded(plan),
                        ["startedon"] = startedOn,
                        ["completedon"] = organization.UtcNow,
                    }
                );
                return new SolutionImportResult(
                    solutionId,
                    manifest.UniqueName,
                    manifest.Version,
                    manifest.IsManaged,
                    before is null ? null : Version.Parse(before.GetAttributeValue<string>("version")),
                    plan.Tables.Count,
                    plan.Steps.Count,
                    plan.CustomApis.Count
                );
            }
        );
    }

    /// <summary>Refuses a user who may not import, promote or stage a solution.</summary>
    public static void DemandPrivileges(DataverseOrganization organization, Caller caller) => ImportPrivileges.Demand(organization, caller);

    private static void ApplyMetadata(DataverseOrganization organization, ImportPlan plan)
    {
        foreach (var table in plan.Tables.Select(imported => imported.Metadata))
        {
            // Keys are added one by one, so that rows that break a new key are found.
            var keys = organization.Metadata.Table(table.LogicalName)?.Keys ?? [];
            organization.AddTable(table with { Keys = keys });
            foreach (var key in table.Keys)
            {
                organization.AddKey(table.LogicalName, key);
            }
        }

        foreach (var relationship in plan.Relationships)
        {
            organization.AddRelationship(relationship);
        }
    }

    private static void ApplyRegistrations(DataverseOrganization organization, IOrganizationService service, InstalledComponents installed, ImportPlan plan)
    {
        foreach (var role in plan.Roles)
        {
            organization.RegisterRole(role);
            service.Update(new Entity("role", role.Id) { ["ismanaged"] = plan.Manifest.IsManaged });
        }

        foreach (var variable in plan.Variables)
        {
            ApplyVariable(organization, service, installed, variable);
        }

        foreach (var assembly in plan.Assemblies)
        {
            ApplyAssembly(organization, service, plan, assembly);
        }

        // Custom APIs first: a step may stand on the message of one.
        foreach (var api in plan.CustomApis)
        {
            ApplyCustomApi(organization, service, installed, plan, api);
        }

        foreach (var step in plan.Steps)
        {
            ApplyStep(organization, service, installed, plan, step);
        }
    }

    private static void ApplyVariable(
        DataverseOrganization organization,
        IOrganizationService service,
        InstalledComponents installed,
        ImportedVariable variable
    )
    {
        var id = installed.Find("environmentvariabledefinition", "schemaname", variable.Registration.SchemaName)?.Id ?? variable.Registration.Id;
        organization.RegisterEnvironmentVariable(variable.Registration with { Id = id });
        service.Update(
            new Entity("environmentvariabledefinition", id)
            {
                ["displayname"] = variable.DisplayName,
                ["description"] = variable.Description,
                ["isrequired"] = variable.IsRequired,
            }
        );
    }

    private static void ApplyAssembly(DataverseOrganization organization, IOrganizationService service, ImportPlan plan, ImportedAssembly assembly)
    {
        organization.RegisterAssembly(
            new PluginAssemblyRegistration(assembly.Id, assembly.Name, assembly.Content)
            {
                Version = assembly.Version.ToString(),
                Culture = "neutral",
                PublicKeyToken = assembly.PublicKeyToken,
            }
        );
        service.Update(
            new Entity("pluginassembly", assembly.Id)
            {
                ["ismanaged"] = plan.Manifest.IsManaged,
                ["isolationmode"] = new OptionSetValue(2),
                ["sourcetype"] = new OptionSetValue(0),
            }
        );
        foreach (var type in assembly.Types)
        {
            organization.RegisterPluginType(new PluginTypeRegistration(type.Id, assembly.Id, type.TypeName));
            service.Update(
                new Entity("plugintype", type.Id)
                {
                    ["friendlyname"] = type.FriendlyName,
                    ["assemblyname"] = assembly.Name,
                    ["workflowactivitygroupname"] = type.ActivityGroup,
                }
            );
        }
    }

    private static void ApplyCustomApi(
        DataverseOrganization organization,
        IOrganizationService service,
        InstalledComponents installed,
        ImportPlan plan,
        ImportedCustomApi api
    )
    {
        var id = installed.Find("customapi", "uniquename", api.Registration.UniqueName)?.Id ?? api.Registration.Id;
        organization.RegisterCustomApi(api.Registration with { Id = id });
        service.Update(
            new Entity("customapi", id)
            {
                ["displayname"] = api.DisplayName,
                ["description"] = api.Description,
                ["ismanaged"] = plan.Manifest.IsManaged,
            }
        );
        foreach (var parameter in api.Registration.Parameters)
        {
            Describe("customapirequestparameter", parameter.Id);
        }

        foreach (var property in api.Registration.ResponseProperties)
        {
            Describe("customapiresponseproperty", property.Id);
        }

        void Describe(string table, Guid part) =>
            service.Update(
                new Entity(table, part)
                {
                    ["displayname"] = api.Labels[part].DisplayName,
                    ["description"] = api.Labels[part].Description,
                    ["ismanaged"] = plan.Manifest.IsManaged,
                }
            );
    }

    private static void ApplyStep(
        DataverseOrganization organization,
        IOrganizationService service,
        InstalledComponents installed,
        ImportPlan plan,
        ImportedStep step
    )
    {
        const string SecureConfiguration = "sdkmessageprocessingstepsecureconfigid";
        var registration = step.Registration;
        var before = installed.Find("sdkmessageprocessingstep", "sdkmessageprocessingstepid", registration.Id);
        foreach (
            var image in installed
                .Children("sdkmessageprocessingstepimage", "sdkmessageprocessingstepid", registration.Id)
                .Where(image => registration.Images.All(other => other.Id != image.Id))
        )
        {
            service.Delete(image.LogicalName, image.Id);
        }

        organization.RegisterStep(registration);

        // The secure configuration belongs to the environment: a solution neither brings nor takes it.
        service.Update(
            new Entity("sdkmessageprocessingstep", registration.Id)
            {
                ["description"] = step.Description,
                ["ismanaged"] = plan.Manifest.IsManaged,
                [SecureConfiguration] = before?.GetAttributeValue<EntityReference>(SecureConfiguration),
            }
        );
    }

    private static Guid ApplySolution(
        DataverseOrganization organization,
        IOrganizationService service,
        InstalledComponents installed,
        ImportPlan plan,
        Entity? before
    )
    {
        var manifest = plan.Manifest;
        var publisher = installed.Find("publisher", "uniquename", manifest.PublisherName)?.Id ?? StableId.Of($"publisher:{manifest.PublisherName}");
        Put(
            service,
            installed,
            new Entity("publisher", publisher)
            {
                ["uniquename"] = manifest.PublisherName,
                ["friendlyname"] = manifest.PublisherFriendlyName,
                ["customizationprefix"] = manifest.Prefix,
                ["customizationoptionvalueprefix"] = manifest.OptionValuePrefix,
            }
        );
        var solution = before?.Id ?? HoldingSolution.NewId(manifest);
        Put(
            service,
            installed,
            new Entity("solution", solution)
            {
                ["uniquename"] = manifest.UniqueName,
                ["friendlyname"] = manifest.FriendlyName,
                ["version"] = manifest.Version.ToString(),
                ["ismanaged"] = manifest.IsManaged,
                ["isvisible"] = true,
                ["publisherid"] = new EntityReference("publisher", publisher),
                ["installedon"] = organization.UtcNow,
            }
        );
        foreach (var component in SolutionComponent.Of(plan))
        {
            Put(
                service,
                installed,
                new Entity(
                    "solutioncomponent",
                    StableId.Of(string.Format(CultureInfo.InvariantCulture, "solutioncomponent:{0:d}:{1}:{2:d}", solution, component.Type, component.Id))
                )
                {
                    ["componenttype"] = component.Type,
                    ["objectid"] = component.Id,
                    ["rootcomponentbehavior"] = component.Behavior,
                    ["solutionid"] = new EntityReference("solution", solution),
                }
            );
        }

        return solution;
    }

    private static void Put(IOrganizationService service, InstalledComponents installed, Entity row)
    {
        if (installed.Find(row.LogicalName, row.LogicalName + "id", row.Id) is null)
        {
            service.Create(row);
        }
        else
        {
            service.Update(row);
        }
    }
}
