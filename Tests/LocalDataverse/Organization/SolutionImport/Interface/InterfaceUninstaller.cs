using LocalDataverse.Storage;

namespace LocalDataverse.SolutionImport.Interface;

/// <summary>Removes components of the user interface with all that belongs to them.</summary>
internal sealed class InterfaceUninstaller(DataverseOrganization organization, Transaction transaction)
{
    /// <param name="components">Ids of components by the number of their type.</param>
    /// <param name="formsOfOthers">Forms that were only changed.</param>
    internal void Remove(ILookup<int, Guid> components, IReadOnlyCollection<Guid> formsOfOthers)
    {
        foreach (var app in components[ComponentKind.App.Type])
        {
            Remove("appmodulecomponent", Referring("appmodulecomponent", "appmoduleidunique", app));
            Remove("appmoduleroles", Referring("appmoduleroles", "appmoduleid", app));
        }

        // What refers to others goes first.
        foreach (var kind in ComponentKind.All.Reverse().Where(kind => kind != ComponentKind.Ribbon))
        {
            Remove(kind, components[kind.Type].Where(id => !formsOfOthers.Contains(id)));
        }

        Remove(ComponentKind.Ribbon, components[ComponentKind.Ribbon.Type].Where(ribbon => !HasParts(ribbon)).ToList());
    }

    private void Remove(ComponentKind kind, IEnumerable<Guid> ids)
    {
        foreach (var id in ids)
        {
            Remove("localizedlabel", Referring("localizedlabel", "objectid", id));
            Remove(kind.Table, [id]);
        }
    }

    private bool HasParts(Guid ribbon) =>
        new[] { ComponentKind.RibbonDiff, ComponentKind.RibbonCommand, ComponentKind.RibbonRule }.Any(kind =>
            Referring(kind.Table, "ribboncustomizationid", ribbon).Count > 0
        );

    private List<Guid> Referring(string table, string column, Guid id) => [.. organization.RowsWhere(table, column, id, transaction).Select(row => row.Id)];

    private void Remove(string table, IEnumerable<Guid> ids)
    {
        foreach (var id in ids.Where(id => organization.Database.Find(table, id, transaction) is not null).ToList())
        {
            organization.Writer.Delete(organization.TableOrFault(table), id, transaction);
        }
    }
}
