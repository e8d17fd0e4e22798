using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>The company of the project that a row names: finance books the row there. It is read with the row.</summary>
internal static class ProjectCompany
{
    private const string CodeColumn = "cdm_companycode";

    /// <summary>Has a query read the company of a project.</summary>
    /// <param name="alias">Tells it from others that the query reads.</param>
    public static void Add(QueryExpression query, string alias) =>
        Read(query.AddLink("msdyn_project", TransactionColumns.Project, "msdyn_projectid", JoinOperator.LeftOuter), alias);

    /// <summary>Has a query read the company of the project that a linked row names.</summary>
    /// <param name="alias">Tells it from others that the query reads.</param>
    public static void Add(LinkEntity link, string alias) =>
        Read(link.AddLink("msdyn_project", TransactionColumns.Project, "msdyn_projectid", JoinOperator.LeftOuter), alias);

    /// <summary>The code of the company.</summary>
    /// <param name="row">A row of such a query.</param>
    /// <param name="alias">Which company of the row.</param>
    /// <returns>The code; null where the row names no project, or the project no company.</returns>
    public static string? CodeIn(Entity row, string alias) =>
        row.GetAttributeValue<AliasedValue>(alias + "." + CodeColumn)?.Value is string code && !string.IsNullOrWhiteSpace(code) ? code.Trim() : null;

    private static void Read(LinkEntity project, string alias)
    {
        var company = project.AddLink("cdm_company", "msdyn_owningcompany", "cdm_companyid", JoinOperator.LeftOuter);
        company.Columns = new ColumnSet(CodeColumn);
        company.EntityAlias = alias;
    }
}
