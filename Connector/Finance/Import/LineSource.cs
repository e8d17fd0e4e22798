using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Import;

/// <summary>What a billed row takes its accounting from; everything is null where only set-up decides.</summary>
/// <param name="Unbilled">The posted unbilled sales that it bills.</param>
/// <param name="Credited">The posted billed sales that it credits.</param>
/// <param name="OnAccount">The on-account transaction that it bills.</param>
/// <param name="Retainer">The posted billed sales of the retainer that it uses or refunds.</param>
internal sealed record LineSource(
    ProjectTransaction? Unbilled,
    ProjectTransaction? Credited,
    OnAccountTransaction? OnAccount,
    ProjectTransaction? Retainer = null
)
{
    /// <summary>The posted billed sales that it bills anew, corrected, on the invoice that credits it.</summary>
    public ProjectTransaction? Corrected { get; init; }

    public ProjectTransaction? Booked => Credited ?? Unbilled ?? Retainer ?? Corrected;

    /// <summary>The billed sales by which the retainer of a line was invoiced.</summary>
    public Guid? RetainerOf(ActualsImport row) =>
        Credited is { } credited ? credited.RetainerActualId : Retainer?.ActualId ?? (row.IsRetainer ? row.ActualId : null);
}
