using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Import;

/// <summary>The canonical order of lines: project, date, actual id; never the order of arrival.</summary>
internal static class StagedOrder
{
    public static IOrderedQueryable<ActualsImport> InCanonicalOrder(this IQueryable<ActualsImport> rows) =>
        rows.OrderBy(row => row.ProjectId ?? string.Empty).ThenBy(row => row.TransactionDate).ThenBy(row => row.ActualId);
}
