using System;
using System.Collections.Generic;
using System.Linq;
using InvoicePlugins.Dataverse;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Protection;

/// <summary>
/// Keeps what a draft's detail tells about the actual it bills or corrects as it is booked, and the detail active: deactivated it would hold what it takes, and
/// bill it never.
/// </summary>
internal static class TakenDetail
{
    /// <summary>Checks a change that was asked for from outside. What other logic changes, confirmation checks.</summary>
    /// <param name="call">The update of a detail.</param>
    /// <exception cref="InvalidPluginExecutionException">The detail takes something, and would be deactivated or tell another thing.</exception>
    public static void Refuse(PluginCall call)
    {
        var told = call.Target.Attributes.Keys.Any(TransactionColumns.Told.Contains);
        var deactivates = new InvoiceLineDetail(call.Target).IsInactive;
        if ((!told && !deactivates) || !Callers.IsDirect(call.Context))
        {
            return;
        }

        var id = call.Context.PrimaryEntityId;
        if (call.System.ReadByIds([id], InvoiceLineDetail.ByIds).Select(row => new InvoiceLineDetail(row)).SingleOrDefault() is not { } detail)
        {
            return;
        }

        var booked = ReadBooked(call.System, id);
        if (deactivates && (booked.Count > 0 || detail.Milestone is not null))
        {
            throw ProtectionErrors.DetailTakes.For(NameOf(detail)).ToException();
        }

        var changed = booked.SelectMany(actual => CopiedColumns.Changed(call.Target, detail.Entity, actual)).Distinct().ToList();
        if (changed.Count > 0)
        {
            throw ProtectionErrors.ToldReadOnly.For(NameOf(detail), string.Join(", ", changed)).ToException();
        }
    }

    private static List<Entity> ReadBooked(IOrganizationService service, Guid detail)
    {
        var actuals = service
            .ReadByIds([detail], some => TransactionConnection.Of(InvoiceLineDetail.Table, some))
            .SelectMany(row => new TransactionConnection(row).FromBothEnds)
            .Where(ends =>
                ends.Near.Id == detail
                && (Joins(ends, ConnectionRole.BilledSales, ConnectionRole.UnbilledSales) || Joins(ends, ConnectionRole.Replacing, ConnectionRole.Original))
            )
            .Select(ends => ends.Far.Id)
            .OfType<Guid>()
            .Distinct()
            .ToList();
        return [.. service.ReadByIds(actuals, Actual.ByIds)];
    }

    private static bool Joins(ConnectionView ends, string detailRole, string actualRole) =>
        ends.Near.Is(InvoiceLineDetail.Table, detailRole) && ends.Far.Is(Actual.Table, actualRole);

    private static string NameOf(InvoiceLineDetail detail) => $"Invoice line detail '{detail.Description ?? detail.Id.ToString("d")}'";
}
