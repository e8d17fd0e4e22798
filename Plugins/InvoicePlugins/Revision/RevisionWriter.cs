using System;
using System.Collections.Generic;
using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Revision;

/// <summary>Writes corrective drafts, one service call a row.</summary>
/// <param name="service">Writes with all rights.</param>
internal sealed class RevisionWriter(IOrganizationService service)
{
    private const int Percent = 100;

    /// <summary>
    /// Locks a confirmed invoice until the end of the transaction by writing what it says anyway, so that of two revisions at once the second sees the first's.
    /// </summary>
    /// <param name="invoice">The confirmed invoice.</param>
    public void Lock(Guid invoice) => service.Update(new Entity(Invoice.Table, invoice) { [Invoice.ConfirmationProgressColumn] = Percent });

    /// <summary>Creates the header of a draft.</summary>
    public Guid CreateDraft(Entity header) => service.Create(header);

    /// <summary>Writes what is below the draft.</summary>
    public void Write(RevisionPlan plan)
    {
        Create(plan.Lines);
        Create(plan.Details);
        Create(plan.Connections);
        Create(plan.Origins);
    }

    private void Create(IEnumerable<Entity> rows)
    {
        foreach (var row in rows)
        {
            service.Create(row);
        }
    }
}
