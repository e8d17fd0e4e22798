using LocalDataverse.Faults;
using LocalDataverse.Tests.OverHttp;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Organization;

public abstract class When_changes_are_tracked(Way way) : OrganizationSuite(way)
{
    [TestMethod]
    public void The_first_reading_has_every_row_and_the_next_only_changes_then_deletions()
    {
        var kept = Sample.Order("kept");
        var changed = Sample.Order("changed");
        var gone = Sample.Order("gone");
        var first = Read(null);
        CollectionAssert.AreEqual(new[] { kept, changed, gone }, Rows(first));

        Sample.Admin.Delete("new_order", gone);
        Sample.Admin.Update(new Entity("new_order", changed) { ["new_note"] = "x" });
        var next = Read(first.DataToken);

        CollectionAssert.AreEqual(new[] { changed }, Rows(next));
        Assert.AreEqual(gone, ((RemovedOrDeletedItem)next.Changes[1]).RemovedItem.Id);
        Assert.HasCount(0, Read(next.DataToken).Changes);
    }

    [TestMethod]
    public void A_row_created_and_deleted_in_between_still_shows_as_deleted()
    {
        var token = Read(null).DataToken;
        var brief = Sample.Order("brief");
        Sample.Admin.Delete("new_order", brief);

        Assert.AreEqual(brief, ((RemovedOrDeletedItem)Read(token).Changes.Single()).RemovedItem.Id);
    }

    [TestMethod]
    public void Pages_fit_together_and_only_the_last_has_the_token()
    {
        var ids = Enumerable.Range(0, 5).Select(i => Sample.Order("order " + i)).ToArray();
        var first = Read(null, new PagingInfo { Count = 3, PageNumber = 1 });
        Assert.IsTrue(first.MoreRecords);
        Assert.IsNull(first.DataToken);
        Sample.Admin.Update(new Entity("new_order", ids[0]) { ["new_note"] = "x" });
        var second = Read(
            null,
            new PagingInfo
            {
                Count = 3,
                PageNumber = 2,
                PagingCookie = first.PagingCookie,
            }
        );

        CollectionAssert.AreEqual(ids, Rows(first).Concat(Rows(second)).ToArray());
        CollectionAssert.AreEqual(new[] { ids[0] }, Rows(Read(second.DataToken)), "what changed meanwhile comes with the next reading");
    }

    [TestMethod]
    public void A_token_lives_seven_days()
    {
        var token = Read(null).DataToken;
        Sample.Clock.Advance(TimeSpan.FromDays(7.1));

        Sample.Refused(ErrorCode.ExpiredVersionStamp, () => Read(token));
    }

    [TestMethod]
    public void A_table_without_change_tracking_is_refused() =>
        Sample.Refused(
            ErrorCode.InvalidArgument,
            () => Sample.Admin.Execute(new RetrieveEntityChangesRequest { EntityName = "new_line", Columns = new ColumnSet(true) })
        );

    private static Guid[] Rows(BusinessEntityChanges changes) => [.. changes.Changes.OfType<NewOrUpdatedItem>().Select(item => item.NewOrUpdatedEntity.Id)];

    private BusinessEntityChanges Read(string? token, PagingInfo? paging = null) =>
        (
            (RetrieveEntityChangesResponse)
                Sample.Admin.Execute(
                    new RetrieveEntityChangesRequest
                    {
                        EntityName = "new_order",
                        Columns = new ColumnSet("new_name"),
                        DataVersion = token,
                        PageInfo = paging,
                    }
                )
        ).EntityChanges;

    [TestClass]
    public sealed class In_process() : When_changes_are_tracked(Way.InProcess)
    {
        // Many writes and many pages: what is asked is how the store holds them.
        [TestMethod]
        public void A_row_written_again_and_again_comes_once_in_its_latest_place()
        {
            var often = Sample.Order("often");
            var token = Read(null).DataToken;
            var once = Sample.Order("once");
            for (var i = 0; i < 1500; i++)
            {
                Sample.Admin.Update(new Entity("new_order", often) { ["new_count"] = i });
            }

            CollectionAssert.AreEqual(new[] { once, often }, Rows(Read(token)));
            Sample.Order("last");
            Assert.HasCount(3, Rows(Read(token)));
        }

        [TestMethod]
        public void Twenty_thousand_changes_are_read_in_pages_of_ten()
        {
            // With a scan and a sort of the table for each page this would not end in minutes.
            const int Rows = 20_000;
            Sample.Organization.InTransaction(
                new Caller(Sample.Organization.AdministratorId),
                service =>
                {
                    for (var i = 0; i < Rows; i++)
                    {
                        service.Create(Sample.NewOrder("order " + i));
                    }
                }
            );
            var read = 0;
            var page = Read(null, new PagingInfo { Count = 10, PageNumber = 1 });
            for (read += page.Changes.Count; page.MoreRecords; read += page.Changes.Count)
            {
                page = Read(null, new PagingInfo { Count = 10, PagingCookie = page.PagingCookie });
            }

            Assert.AreEqual(Rows, read);
        }
    }

    [TestClass]
    public sealed class Over_HTTP() : When_changes_are_tracked(Way.OverHttp);
}
