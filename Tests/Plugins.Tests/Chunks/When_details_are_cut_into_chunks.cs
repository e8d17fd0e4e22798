using InvoicePlugins.Billing;
using InvoicePlugins.Chunks;
using InvoicePlugins.Confirmation.Chunks;
using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;
using InvoicePlugins.Revision;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Chunks;

[TestClass]
internal sealed class When_details_are_cut_into_chunks
{
    private const int RetainerClass = 777;

    [TestMethod]
    public void A_first_pass_takes_a_thousand_at_a_time_in_order()
    {
        var details = Details(2001);
        var parts = ChunkCutting.ForChecking(details, RetainerClass);

        CollectionAssert.AreEqual(new[] { 1000, 1000, 1 }, parts.Select(part => part.Details.Count).ToArray());
        CollectionAssert.AreEqual(details.Select(detail => detail.Id).ToList(), parts.SelectMany(part => part.Details).ToList());
        Assert.IsTrue(parts.All(part => part.IsDivisible));
    }

    [TestMethod]
    public void Retainers_stay_together_at_the_end()
    {
        var details = Details(1500, retainerAt: index => index % 2 == 0);
        var parts = ChunkCutting.ForChecking(details, RetainerClass);

        CollectionAssert.AreEqual(new[] { 750, 750 }, parts.Select(part => part.Details.Count).ToArray());
        Assert.IsTrue(parts[0].IsDivisible);
        Assert.IsFalse(parts[1].IsDivisible);
    }

    [TestMethod]
    public void More_retainers_than_a_thousand_stay_together_too() =>
        Assert.AreEqual(1200, ChunkCutting.ForChecking(Details(1200, retainerAt: _ => true), null).Single().Details.Count);

    [TestMethod]
    public void A_part_is_filled_up_to_the_limit() =>
        CollectionAssert.AreEqual(new[] { 2, 3, 1, 1, 2 }, ChunkCutting.ForBilling([5, 5, 3, 3, 3, 10, 25, 1, 2], 10).ToArray());

    [TestMethod]
    public void Nothing_is_no_part() => Assert.IsEmpty(ChunkCutting.ForBilling([], 10));

    [TestMethod]
    public void Parts_are_taken_one_after_the_other()
    {
        var ids = Enumerable.Range(0, 5).Select(_ => Guid.NewGuid()).ToList();
        var parts = ChunkCutting.Divide(ids, [2, 3]).ToList();

        CollectionAssert.AreEqual(ids.Take(2).ToList(), parts[0].ToList());
        CollectionAssert.AreEqual(ids.Skip(2).ToList(), parts[1].ToList());
    }

    [TestMethod]
    public void Notes_are_read_as_they_were_written()
    {
        var notes = new ChunkNotes
        {
            Accounting = new AccountingDay(new DateTime(2026, 9, 30, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 9, 29, 22, 0, 0, DateTimeKind.Utc)),
            ContractCustomer = Guid.NewGuid(),
            IsIndivisible = true,
            Parts = [2, 3],
            Totals = new InvoiceTotals
            {
                Details = 5,
                ChargeableAmount = 1234567.89m,
                Lines = [new LineTotals { ContractLine = Guid.NewGuid(), Charged = 0.1m }],
            },
            Billed = new BillingRecord
            {
                Created =
                [
                    new CreatedRows
                    {
                        Table = "msdyn_actual",
                        BillingStatus = 3,
                        Ids = [Guid.NewGuid(), Guid.NewGuid()],
                    },
                ],
                Changed =
                [
                    new ChangedRow
                    {
                        Table = "msdyn_actual",
                        Id = Guid.NewGuid(),
                        Columns =
                        [
                            new ChangedColumn
                            {
                                Name = "a",
                                Was = "c1",
                                Is = "",
                            },
                        ],
                    },
                ],
            },
        };
        var read = ChunkNotes.Parse(notes.ToString());

        Assert.AreEqual(notes.ToString(), read.ToString());
        Assert.AreEqual(notes.Accounting, read.Accounting);
        Assert.AreEqual(DateTimeKind.Utc, read.Accounting.Start.Kind);
        Assert.AreEqual(notes.ContractCustomer, read.ContractCustomer);
        Assert.AreEqual(1234567.89m, read.Totals!.ChargeableAmount);
        Assert.AreEqual(notes.Totals.Lines[0], read.Totals.Lines[0]);
        CollectionAssert.AreEqual(notes.Billed.Created[0].Ids.ToList(), read.Billed!.Created[0].Ids.ToList());
        Assert.AreEqual("c1", read.Billed.Changed[0].Columns[0].Was);
    }

    [TestMethod]
    public void Notes_of_a_revision_are_read_as_they_were_written_and_as_an_earlier_release_wrote_them()
    {
        var notes = new RevisionNotes
        {
            Corrected = new Guid("5b0c1a52-7a0e-4b7e-9a35-2f1d7c1e0a04"),
            IsNewDraft = true,
            Created = [new CreatedRows { Table = "msdyn_invoicelinetransaction", Ids = [Guid.NewGuid()] }],
        };
        var earlier = """{"accountingDate":"","accountingStart":"","revision":{"corrected":"5b0c1a52-7a0e-4b7e-9a35-2f1d7c1e0a04","newDraft":true}}""";

        var read = RevisionNotes.In(With(notes.ToString()))!;
        var readEarlier = RevisionNotes.In(With(earlier))!;

        Assert.AreEqual(notes.ToString(), read.ToString());
        CollectionAssert.AreEqual(notes.Created[0].Ids.ToList(), read.Created![0].Ids.ToList());
        Assert.AreEqual((notes with { Created = null }).ToString(), readEarlier.ToString());
    }

    [TestMethod]
    public void Notes_of_a_confirmation_are_none_of_a_revision()
    {
        Assert.IsNull(RevisionNotes.In(With(new ChunkNotes { Faults = 1 }.ToString())));
        Assert.IsNull(RevisionNotes.In(With(null)));
    }

    [TestMethod]
    public void Values_are_read_as_they_were_written()
    {
        object?[] values =
        [
            null,
            new OptionSetValue(192350001),
            new Money(-12.3456m),
            new EntityReference("msdyn_actual", Guid.NewGuid()),
            1.50m,
            7,
            true,
            false,
            "a: b",
            "",
        ];
        foreach (var value in values)
        {
            Assert.AreEqual(value is "" ? "" : value, ColumnText.Read(ColumnText.Of(value)));
        }

        Assert.AreEqual(ColumnText.Of(new Money(1.5m)), ColumnText.Of(new Money(1.5000m)));
        Assert.ThrowsExactly<NotSupportedException>(() => ColumnText.Of(new object()));
    }

    [TestMethod]
    public void Lines_that_do_not_fit_are_counted()
    {
        var lines = Enumerable.Range(0, 100).Select(index => $"line {index:00}").ToList();
        var text = FaultLines.Of(lines, 200)!;

        Assert.IsLessThanOrEqualTo(200, text.Length);
        var kept = text.Split('\n');
        Assert.AreEqual($"and {100 - (kept.Length - 1)} more", kept[kept.Length - 1]);
        Assert.AreEqual("line 00", kept[0]);
        Assert.IsNull(FaultLines.Of([], 200));
        Assert.AreEqual(200, FaultLines.Fit(new string('x', 300), 200).Length);
    }

    [TestMethod]
    [DataRow(ConfirmationStatus.Scheduled, 1, 2, 5)]
    [DataRow(ConfirmationStatus.Processing, 0, 3, 10)]
    [DataRow(ConfirmationStatus.Processing, 1, 3, 40)]
    [DataRow(ConfirmationStatus.Canceling, 1, 4, 25)]
    [DataRow(ConfirmationStatus.Scheduled, 0, 0, 0)]
    public void Progress_is_told_in_percent(ConfirmationStatus phase, int done, int chunks, int percent) =>
        Assert.AreEqual(percent, InvoiceTransition.Progress(phase, done, chunks));

    private static List<InvoiceLineDetail> Details(int count, Func<int, bool>? retainerAt = null) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(index => new InvoiceLineDetail(
                    new Entity(InvoiceLineDetail.Table, Guid.NewGuid())
                    {
                        [TransactionColumns.Class] = new OptionSetValue(retainerAt is null ? (int)TransactionClass.Time : RetainerClass - 1),
                        [InvoiceLineDetail.RetainerColumn] = retainerAt?.Invoke(index) == true ? new EntityReference("pinv_retainer", Guid.NewGuid()) : null,
                    }
                )),
        ];

    private static ConfirmationChunk With(string? result) => new(new Entity(ConfirmationChunk.Table) { [ConfirmationChunk.ResultColumn] = result });
}
