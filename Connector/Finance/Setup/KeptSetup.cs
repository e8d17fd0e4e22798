namespace ProjectInvoice.Finance.Setup;

/// <summary>A set-up that was read, and its catalog once somebody looks something up.</summary>
internal sealed class KeptSetup(FinanceSetup setUp)
{
    private readonly Lazy<SetupCatalog> catalog = new(() => new SetupCatalog(setUp));

    public FinanceSetup Setup => setUp;

    public SetupCatalog Catalog => catalog.Value;
}
