using System.Diagnostics;
using Benchmarks.Measuring;
using InvoicePlugins.Dataverse.Tables;
using LocalDataverse;
using LocalDataverse.SolutionImport;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Benchmarks.Confirmation;

/// <summary>Confirms draft invoices of one size through the whole pipeline, with the shipped assembly from the packed solution, and measures it.</summary>
internal sealed class ConfirmationRun
{
    private const string ChunkMessage = "pinv_ConfirmInvoiceChunk";
    private const int WarmUpDetails = 1000;

    private static readonly string[] OwnTables = ["asyncoperation", "plugintracelog", "pinv_confirmationchunk"];

    private readonly DataverseOrganization prepared;
    private readonly Guid invoice;
    private readonly decimal total;
    private readonly int details;

    private ConfirmationRun(int details)
    {
        this.details = details;
        prepared = new DataverseOrganization();
        SolutionImporter.Import(
            prepared,
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "ProjectInvoiceIntegration.zip")),
            new Caller(prepared.AdministratorId)
        );
        (invoice, total) = new DraftInvoiceLoader(prepared, DraftInvoiceLoader.AllClasses).Load($"PF-{details}", details);
    }

    /// <summary>Warms up with a smaller invoice, then confirms the same draft as often as asked, each time in a fresh copy of the organization.</summary>
    public static IReadOnlyList<ConfirmationMeasurement> Measure(int details, int runs)
    {
        // The shipped code is compiled in steps as it runs: without this, small invoices would pay for the compiler.
        var warmUp = new ConfirmationRun(WarmUpDetails);
        warmUp.MeasureOnce();
        warmUp.MeasureOnce();

        var run = new ConfirmationRun(details);
        return [.. Enumerable.Range(0, runs).Select(_ => run.MeasureOnce())];
    }

    private ConfirmationMeasurement MeasureOnce()
    {
        var organization = prepared.Fork();
        var meter = new CallMeter(ChunkMessage);
        var version = organization.CommittedVersion;
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        organization.PluginCallObserver = meter;

        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        organization
            .CreateService(organization.AdministratorId)
            .Update(new Entity(Invoice.Table, invoice) { [Invoice.StatusColumn] = new OptionSetValue((int)ProjectInvoiceStatus.Confirmed) });
        var update = Stopwatch.GetElapsedTime(start);
        organization.RunAsyncOperations();
        var elapsed = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        processor = process.TotalProcessorTime - processor;

        organization.PluginCallObserver = null;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        heap = GC.GetTotalMemory(forceFullCollection: true) - heap;
        DemandConfirmed(organization);

        var rows = organization.CountRowsChangedSince(version);
        var ownRows = rows.Where(table => OwnTables.Contains(table.Key)).Sum(table => table.Value);
        process.Refresh();
        return new ConfirmationMeasurement(
            details,
            meter.TimedCalls.Count,
            elapsed.TotalSeconds,
            processor.TotalSeconds,
            update.TotalSeconds,
            meter.TimedCalls.Select(call => call.Elapsed.TotalSeconds).DefaultIfEmpty().Max(),
            meter.TimedCalls.Select(call => call.Calls).DefaultIfEmpty().Max(),
            meter.Reads,
            meter.Writes,
            meter.Others,
            rows.Sum(table => table.Value) - ownRows,
            ownRows,
            allocated,
            heap,
            process.PeakWorkingSet64
        );
    }

    /// <summary>A figure for a confirmation that went wrong would mislead: everything has to be there.</summary>
    private void DemandConfirmed(DataverseOrganization organization)
    {
        var service = organization.CreateService(organization.AdministratorId);
        var row = new Invoice(service.Retrieve(Invoice.Table, invoice, new ColumnSet(true)));
        if (row.Status != ProjectInvoiceStatus.Confirmed || row.ConfirmationStatus != ConfirmationStatus.Complete)
        {
            throw new InvalidOperationException(
                $"{row.Number} is {row.Status}, {row.ConfirmationStatus}: {row.Entity.GetAttributeValue<string>(Invoice.LastErrorColumn) ?? "no error told"}"
            );
        }

        var billed = new QueryExpression(Actual.Table)
        {
            ColumnSet = new ColumnSet(TransactionColumns.Amount),
            PageInfo = new PagingInfo { Count = 5000, PageNumber = 1 },
        };
        billed.Criteria.AddCondition(Actual.InvoiceColumn, ConditionOperator.Equal, invoice);
        billed.Criteria.AddCondition(TransactionColumns.Type, ConditionOperator.Equal, (int)TransactionType.BilledSales);
        billed.Criteria.AddCondition(TransactionColumns.BillingType, ConditionOperator.Equal, (int)BillingType.Chargeable);
        var sum = 0m;
        for (var page = service.RetrieveMultiple(billed); ; page = service.RetrieveMultiple(billed))
        {
            sum += page.Entities.Sum(actual => actual.GetAttributeValue<Money>(TransactionColumns.Amount).Value);
            if (!page.MoreRecords)
            {
                break;
            }

            billed.PageInfo.PageNumber++;
            billed.PageInfo.PagingCookie = page.PagingCookie;
        }

        if (sum != total)
        {
            throw new InvalidOperationException($"{row.Number} bills {sum} instead of {total}.");
        }
    }
}
