using Microsoft.Xrm.Sdk;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Writes components of the user interface as rows of the platform's tables.</summary>
internal sealed class InterfaceWriter(DataverseOrganization organization, IOrganizationService service, InstalledComponents installed)
{
    private const string Ancestor = "ancestorformid";

    internal void Write(IReadOnlyList<InterfaceComponent> components, bool managed, Guid solution)
    {
        foreach (var component in components.OrderBy(component => OrderOf(component.Type)))
        {
            Write(component, managed, solution);
        }

        // A form may stand before the one that it descends from.
        foreach (var form in components.Where(component => component.Row.Contains(Ancestor) && !component.IsDifference).Select(component => component.Row))
        {
            service.Update(new Entity(form.LogicalName, form.Id) { [Ancestor] = form[Ancestor] });
        }
    }

    private void Write(InterfaceComponent component, bool managed, Guid solution)
    {
        if (component.IsDifference)
        {
            FormLayers.Write(service, installed, component, installed.Find("solution", "solutionid", solution)!.GetAttributeValue<string>("uniquename"));
            return;
        }

        var row = new Entity(component.Row.LogicalName, component.Row.Id);
        foreach (var pair in component.Row.Attributes.Where(pair => pair.Key != Ancestor))
        {
            row[pair.Key] = pair.Value;
        }

        row["ismanaged"] = managed;
        row["solutionid"] = solution;
        row["componentstate"] = new OptionSetValue(0);
        if (organization.Metadata.Table(row.LogicalName)!.Column("publishedon") is not null)
        {
            row["publishedon"] = organization.UtcNow;
        }

        Put(row, KindOf(component.Type).PrimaryId);
        WriteTexts(component, managed, solution);
        if (component.Type == ComponentKind.App.Type)
        {
            WriteApp(component);
        }
    }

    private void WriteTexts(InterfaceComponent component, bool managed, Guid solution)
    {
        var labels = component
            .Texts.Select(text => new Entity("localizedlabel", StableId.Of($"localizedlabel:{component.Row.Id:D}:{text.Column}:{text.Language}"))
            {
                ["objectid"] = component.Row.Id,
                ["objectcolumnname"] = text.Column,
                ["languageid"] = text.Language,
                ["label"] = text.Text,
                ["ismanaged"] = managed,
                ["solutionid"] = solution,
            })
            .ToList();
        Replace("localizedlabel", "localizedlabelid", "objectid", component.Row.Id, labels);
    }

    private void WriteApp(InterfaceComponent app)
    {
        var parts = app
            .Parts.Select(part => new Entity("appmodulecomponent", StableId.Of($"appmodulecomponent:{app.Row.Id:D}:{part.Type}:{part.Id:D}"))
            {
                ["appmodulecomponentidunique"] = part.Id,
                ["appmoduleidunique"] = new EntityReference("appmodule", app.Row.Id),
                ["componenttype"] = new OptionSetValue(part.Type),
                ["objectid"] = part.Id,
                ["rootcomponentbehavior"] = new OptionSetValue(0),
                ["ismetadata"] = part.Type == SolutionComponent.Table,
            })
            .ToList();
        Replace("appmodulecomponent", "appmodulecomponentid", "appmoduleidunique", app.Row.Id, parts);

        var roles = app
            .Roles.Select(role => installed.Find("role", "roleid", role) ?? installed.Find("role", "roletemplateid", role))
            .OfType<Entity>()
            .Select(role => new EntityReference("role", role.Id))
            .ToList();
        var mapped = installed.Children("appmoduleroles", "appmoduleid", app.Row.Id).Select(row => row.GetAttributeValue<Guid>("roleid")).ToList();
        var relationship = new Relationship("appmoduleroles_association");
        service.Associate("appmodule", app.Row.Id, relationship, [.. roles.Where(role => !mapped.Contains(role.Id))]);
        service.Disassociate(
            "appmodule",
            app.Row.Id,
            relationship,
            [.. mapped.Where(id => roles.All(role => role.Id != id)).Select(id => new EntityReference("role", id))]
        );
    }

    /// <summary>Makes these the only rows that refer to a component.</summary>
    private void Replace(string table, string primaryId, string column, Guid component, IReadOnlyList<Entity> rows)
    {
        foreach (var gone in installed.Children(table, column, component).Where(old => rows.All(row => row.Id != old.Id)))
        {
            service.Delete(table, gone.Id);
        }

        foreach (var row in rows)
        {
            Put(row, primaryId);
        }
    }

    private void Put(Entity row, string primaryId)
    {
        if (installed.Find(row.LogicalName, primaryId, row.Id) is null)
        {
            service.Create(row);
        }
        else
        {
            service.Update(row);
        }
    }

    private static ComponentKind KindOf(int type) => ComponentKind.All.First(kind => kind.Type == type);

    private static int OrderOf(int type)
    {
        for (var order = 0; order < ComponentKind.All.Count; order++)
        {
            if (ComponentKind.All[order].Type == type)
            {
                return order;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(type));
    }
}
