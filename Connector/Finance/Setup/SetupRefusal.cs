namespace ProjectInvoice.Finance.Setup;

/// <summary>Set-up that is refused whole, with every fault that was found.</summary>
internal sealed class SetupRefusal(IReadOnlyList<FinanceMessage> faults) : Exception($"{faults[0].Code}: {faults[0].Record}: {faults[0].Text}")
{
    public IReadOnlyList<FinanceMessage> Faults { get; } = faults;
}
