namespace Solution.Packer.Components;

/// <summary>A form of invoices that the environment has.</summary>
/// <param name="Name">What people call it; for messages about what is missing.</param>
internal sealed record InvoiceForm(Guid Id, string Name)
{
    /// <exception cref="PackException">It is no id.</exception>
    internal static InvoiceForm Of(string id, string name) =>
        Guid.TryParse(id, out var parsed) ? new InvoiceForm(parsed, name) : throw new PackException(ComponentErrors.FormIdWrong.For("--invoice-form", id));
}
