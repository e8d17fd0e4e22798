using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Edits;

/// <summary>ProjOnAccountTransactions: tax groups and dimensions can be changed while no proposal holds the transaction.</summary>
internal sealed class OnAccountEdits()
    : EditableSet<OnAccountTransaction>(
        "ProjOnAccountTransactions",
        FinanceRoles.MayAdjustAccounting,
        nameof(OnAccountTransaction.SalesTaxGroup),
        nameof(OnAccountTransaction.ItemSalesTaxGroup),
        nameof(OnAccountTransaction.Dimensions)
    )
{
    public override string Named(OnAccountTransaction row) =>
        row.ContractLineMilestoneIdentifier is { } milestone ? $"milestone {milestone}" : $"on-account transaction {row.OnAccountTransactionId}";

    protected override Task LockAsync(FinanceSession session, OnAccountTransaction key, CancellationToken cancellation) => Task.CompletedTask;

    protected override async Task PatchAsync(
        FinanceSession session,
        OnAccountTransaction before,
        OnAccountTransaction after,
        IReadOnlyList<string> changed,
        CancellationToken cancellation
    )
    {
        if (before.Status != OnAccountStatus.Open)
        {
            var error = before.Status == OnAccountStatus.Invoiced ? ProposalErrors.OnAccountBilled : ProposalErrors.OnAccountHeld;
            throw error.Refusal(Named(before), before.InvoiceProposalId);
        }

        if (before is { Origin: OnAccountOrigin.Retainer, Amount: < 0 })
        {
            throw ProposalErrors.OnAccountOfRetainer.Refusal(Named(before));
        }

        var setUp = await HeldSetup.OfAsync(session, cancellation);
        TaxGroupCheck.Require(setUp, after.DataAreaId, after.SalesTaxGroup, after.ItemSalesTaxGroup, $"{SetName} {Named(before)}");
        var (dimensions, fault) = DimensionText.Read(setUp, after.DataAreaId, after.Dimensions);
        if (fault is not null)
        {
            throw LedgerErrors.UnreadableDimensions.Refusal($"{SetName} {Named(before)} field {nameof(after.Dimensions)}", fault);
        }

        after.Dimensions = dimensions;
        after.SalesTaxGroupIsEdited |= changed.Contains(nameof(after.SalesTaxGroup));
        after.ItemSalesTaxGroupIsEdited |= changed.Contains(nameof(after.ItemSalesTaxGroup));
        after.DimensionsAreEdited |= changed.Contains(nameof(after.Dimensions));
        string[] columns = [.. changed, nameof(after.SalesTaxGroupIsEdited), nameof(after.ItemSalesTaxGroupIsEdited), nameof(after.DimensionsAreEdited)];
        if (await session.Rows.UpdateAsync([after], columns, (nameof(after.Status), OnAccountStatus.Open), cancellation) != 1)
        {
            throw new DbUpdateConcurrencyException($"{Named(before)} was taken by a proposal meanwhile.");
        }
    }
}
