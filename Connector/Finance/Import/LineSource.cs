using Finance.Ledger;
using Finance.Proposals;

namespace Finance.Import;

/// <summary>What a billed row takes its accounting from; everything is null where only set-up decides.</summary>
/// <param name="Unbilled">The posted unbilled sales that it bills.</param>
/// <param name="Credited">The posted billed sales that it credits.</param>
/// <param name="OnAccount">The on-account transaction that it bills.</param>
internal sealed record LineSource(ProjectTransaction? Unbilled, ProjectTransaction? Credited, OnAccountTransaction? OnAccount)
{
    public ProjectTransaction? Booked => Credited ?? Unbilled;
}
