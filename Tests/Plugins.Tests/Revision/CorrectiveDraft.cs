using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;
using Plugins.Tests.Environment;

namespace Plugins.Tests.Revision;

/// <summary>A draft that corrects a confirmed invoice.</summary>
internal sealed class CorrectiveDraft(Site site, Guid id)
{
    public Guid Id { get; } = id;

    public Invoice Header => new(site.Read("invoice", Id));

    public IReadOnlyList<Entity> Lines =>
        [
            .. site.All("invoicedetail")
                .Where(row => row.GetAttributeValue<EntityReference>("invoiceid")?.Id == Id)
                .OrderBy(row => row.GetAttributeValue<int>("lineitemnumber")),
        ];

    public IReadOnlyList<InvoiceLineDetail> Details =>
        [
            .. site.All("msdyn_invoicelinetransaction")
                .Select(row => new InvoiceLineDetail(row))
                .Where(row => row.Invoice == Id)
                .OrderBy(row => row.Description, StringComparer.Ordinal),
        ];

    /// <summary>Makes a draft of all details, or of some.</summary>
    public static CorrectiveDraft Of(Site site, Guid invoice, IEnumerable<Guid>? details = null, Guid? draft = null, IOrganizationService? caller = null) =>
        new(site, Answer(site, invoice, details is null ? null : string.Join(",", details), draft, caller));

    public static Guid Answer(Site site, Guid invoice, string? details = null, Guid? draft = null, IOrganizationService? caller = null)
    {
        var request = new OrganizationRequest("pinv_ReviseInvoice") { ["Target"] = new EntityReference("invoice", invoice) };
        if (details is not null)
        {
            request["Details"] = details;
        }

        if (draft is { } named)
        {
            request["Invoice"] = new EntityReference("invoice", named);
        }

        return ((EntityReference)(caller ?? site.Manager).Execute(request)["Invoice"]).Id;
    }

    /// <summary>The corrective detail of a detail.</summary>
    public InvoiceLineDetail For(Guid corrected) => Details.Single(detail => detail.CorrectedDetail == corrected);

    /// <summary>Enters what should have been billed instead.</summary>
    public CorrectiveDraft With(Guid corrected, decimal quantity, decimal price, decimal? tax = null)
    {
        site.Manager.Update(
            new Entity("msdyn_invoicelinetransaction", For(corrected).Id)
            {
                ["msdyn_quantity"] = quantity,
                ["msdyn_price"] = new Money(price),
                ["msdyn_amount"] = new Money(decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero)),
                ["pinv_taxamount"] = tax is { } value ? new Money(value) : null,
            }
        );
        return this;
    }

    public CorrectiveDraft Confirm()
    {
        site.Confirm(Id);
        return this;
    }
}
