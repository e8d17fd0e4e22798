using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Queries;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Messages.Handlers;

/// <summary>
/// Without a token every row, with one the rows changed since and then the deleted ones.
/// The token is <c>version!time</c>; a page's cookie carries the version up to which this reading goes, so that the pages of one reading fit together.
/// </summary>
internal sealed class RetrieveEntityChangesHandler(DataverseOrganization organization) : IMessageHandler
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(7);

    public OrganizationResponse Handle(OrganizationRequest request, CallScope scope)
    {
        var table = organization.TableOrFault(request.Optional<string>("EntityName"));
        organization.Rights.Demand(table.LogicalName, TableRight.Read, scope);
        if (!table.ChangeTracking)
        {
            throw DataverseFault.InvalidArgument($"Entity: {table.LogicalName} isn't enabled for change tracking.");
        }

        var since = Since(request.Optional<string>("DataVersion"));
        var columns = RowReader.ColumnsOf(table, request.Optional<ColumnSet>("Columns") ?? new ColumnSet(true));
        var sees = organization.Access.Filter(table, TableRight.Read, scope);
        var changes = Read(table, since, columns, request.Optional<PagingInfo>("PageInfo"), sees);
        return Responses.Of<RetrieveEntityChangesResponse>(("EntityChanges", changes));
    }

    private BusinessEntityChanges Read(TableMetadata table, long since, IReadOnlyList<string>? columns, PagingInfo? paging, Func<Row, bool>? sees)
    {
        var size = paging is { Count: > 0 } ? Math.Min(paging.Count, QueryEngine.MaximumPageSize) : QueryEngine.MaximumPageSize;
        lock (organization.Database.Sync)
        {
            var (upTo, after) = Cookie(paging?.PagingCookie) ?? (organization.Database.CommittedVersion, 0L);
            var page = Entries(table, since, upTo, after).Where(entry => entry.Row is not { } row || sees?.Invoke(row) is not false).Take(size + 1).ToList();
            var hasMore = page.Count > size;
            if (hasMore)
            {
                page.RemoveAt(size);
            }

            var changes = new BusinessEntityChanges
            {
                MoreRecords = hasMore,
                Changes = new BusinessEntityChangesCollection([.. page.Select(entry => ToItem(table, columns, entry.Row, entry.Id))]),
            };
            if (hasMore)
            {
                changes.PagingCookie = string.Format(CultureInfo.InvariantCulture, "<cookie upto=\"{0}\" after=\"{1}\" />", upTo, page[page.Count - 1].Place);
            }
            else
            {
                changes.DataToken = string.Format(CultureInfo.InvariantCulture, "{0}!{1:MM/dd/yyyy HH:mm:ss}", upTo, organization.UtcNow);
            }

            return changes;
        }
    }

    /// <summary>What changed, each with its place in the reading; deletions come last: their place is behind every version.</summary>
    private IEnumerable<(long Place, Guid Id, Row? Row)> Entries(TableMetadata table, long since, long upTo, long after)
    {
        var store = organization.Database.Store(table.LogicalName);
        var changed = store.ChangedBetween(Math.Max(since, after), upTo).Select(row => (Place: row.Version, row.Id, Row: (Row?)row));
        return since == 0
            ? changed
            : changed.Concat(
                store
                    .Deletions.Where(entry => entry.Version > since && entry.Version <= upTo && upTo + entry.Version > after)
                    .Select(entry => (Place: upTo + entry.Version, entry.Id, Row: (Row?)null))
            );
    }

    private IChangedItem ToItem(TableMetadata table, IReadOnlyList<string>? columns, Row? row, Guid id) =>
        row is null
            ? new RemovedOrDeletedItem(ChangeType.RemoveOrDeleted, new EntityReference(table.LogicalName, id))
            : new NewOrUpdatedItem(ChangeType.NewOrUpdated, organization.Reader.ToEntity(table, row, columns, null, withNames: true));

    private static (long UpTo, long After)? Cookie(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            var element = XElement.Parse(text!);
            return ((long)element.Attribute("upto")!, (long)element.Attribute("after")!);
        }
        catch (Exception exception) when (exception is XmlException or FormatException or ArgumentNullException)
        {
            throw DataverseFault.InvalidArgument("Malformed paging cookie.");
        }
    }

    private long Since(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return 0;
        }

        var parts = token!.Split('!');
        if (
            !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || version > organization.Database.CommittedVersion
            || parts.Length != 2
            || !DateTime.TryParse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var issued)
        )
        {
            throw DataverseFault.InvalidArgument("Version stamp associated with the client has expired or is not valid. Please perform a full sync.");
        }

        return organization.UtcNow - issued <= TokenLife
            ? version
            : throw DataverseFault.Of(ErrorCode.ExpiredVersionStamp, "Version stamp associated with the client has expired. Please perform a full sync.");
    }
}
