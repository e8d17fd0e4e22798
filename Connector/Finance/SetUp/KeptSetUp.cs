namespace Finance.SetUp;

/// <summary>A set-up that was read, and its catalogue once somebody looks something up.</summary>
internal sealed class KeptSetUp(FinanceSetUp setUp)
{
    private readonly Lazy<SetUpCatalogue> catalogue = new(() => new SetUpCatalogue(setUp));

    public FinanceSetUp SetUp => setUp;

    public SetUpCatalogue Catalogue => catalogue.Value;
}
