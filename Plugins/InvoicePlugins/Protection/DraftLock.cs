using System;
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace InvoicePlugins.Protection;

/// <summary>
/// Holds invoices until the transaction ends. A write locks the row, and only what is read behind the lock is true until then: of a confirmation and an edit at
/// the same moment, the one that comes second sees what the first has done. Only within a transaction, so from PreOperation on.
/// </summary>
internal static class DraftLock
{
    // ObjectDoesNotExist in the platform's error code list.
    private const int DoesNotExist = unchecked((int)0x80040217);

    private static readonly ColumnSet Columns = new([
        .. Invoice.EditabilityColumns,
        Invoice.InvoiceNumberColumn,
        Invoice.ProposalNumberColumn,
        Invoice.ContractCustomerColumn,
        Invoice.AccountingDateColumn,
    ]);

    /// <summary>
    /// Locks the invoices, always in the same order, and reads them behind the lock. The last error, which an edit makes obsolete, is the column written.
    /// </summary>
    /// <param name="record">What is to be changed, as its user knows it, should its invoice be gone.</param>
    /// <returns>The invoices as they stand until the end of the transaction.</returns>
    /// <exception cref="InvalidPluginExecutionException">An invoice was deleted in the meantime.</exception>
    public static IReadOnlyList<Invoice> Hold(PluginCall call, IEnumerable<Guid> invoices, string record) =>
        [.. invoices.Distinct().OrderBy(id => id).Select(id => Hold(call.System, id, record))];

    private static Invoice Hold(IOrganizationService service, Guid id, string record)
    {
        try
        {
            service.Update(new Entity(Invoice.Table, id) { [Invoice.LastErrorColumn] = null });
            return new Invoice(service.Retrieve(Invoice.Table, id, Columns));
        }
        catch (FaultException<OrganizationServiceFault> fault) when (fault.Detail?.ErrorCode == DoesNotExist)
        {
            throw ProtectionErrors.InvoiceGone.For(record).ToException();
        }
    }
}
