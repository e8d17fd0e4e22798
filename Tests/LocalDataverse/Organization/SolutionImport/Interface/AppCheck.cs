namespace LocalDataverse.SolutionImport.Interface;

internal sealed class AppCheck(KnownColumns columns, References references)
{
    private const int Ribbon = 48;

    internal void Demand(InterfaceComponent app)
    {
        references.WebResource(app.Name, app.Get<Guid>("webresourceid"));
        if (app.Get<Guid?>("welcomepageid") is { } page && page != Guid.Empty)
        {
            references.WebResource(app.Name, page);
        }

        foreach (var part in app.Parts)
        {
            Demand(app.Name, part);
        }

        foreach (var role in app.Roles)
        {
            references.Role(app.Name, role);
        }
    }

    private void Demand(string app, AppPart part)
    {
        switch (part.Type)
        {
            case SolutionComponent.Table when !columns.HasTable(part.Name):
                throw references.Missing(app, $"table {part.Name}");
            case SolutionComponent.Table or Ribbon:
                break;
            case 26:
                references.View(app, part.Id);
                break;
            case 59:
                references.Chart(app, part.Id);
                break;
            case 60:
                references.Form(app, part.Id);
                break;
            case 62:
                references.SiteMap(app, part.Name);
                break;
            default:
                throw ImportFault.Component(app, $"an app holds no component of type {part.Type} here ({part.Name})");
        }
    }
}
