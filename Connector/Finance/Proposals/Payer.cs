using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Proposals;

/// <summary>Who is invoiced: the customer of the header, else of its funding source, else of the contract's only one.</summary>
internal static class Payer
{
    public static Customer? Of(SetupCatalog setUp, InvoiceProposal header, ICollection<Fault> faults)
    {
        var sources = setUp.Contract(header.DataAreaId, header.ProjectContractId)?.FundingSources ?? [];
        var account =
            header.CustomerAccountNumber
            ?? sources.FirstOrDefault(source => string.Equals(source.Id, header.FundingSourceId, StringComparison.OrdinalIgnoreCase))?.Customer
            ?? (header.FundingSourceId is null && sources.Count == 1 ? sources[0].Customer : null);
        var customer = account is null ? null : setUp.Customer(header.DataAreaId, account);
        if (customer is null)
        {
            faults.Add(
                account is null
                    ? ProposalErrors.NoCustomer.Found(header.FundingSourceId ?? "none", header.ProjectContractId)
                    : ProposalErrors.UnknownCustomer.Found(account, header.DataAreaId)
            );
        }

        return customer;
    }
}
