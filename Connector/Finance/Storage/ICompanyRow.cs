namespace ProjectInvoice.Finance.Storage;

/// <summary>A row that belongs to one company.</summary>
internal interface ICompanyRow
{
    string DataAreaId { get; }
}
