namespace Finance.Storage;

/// <summary>A row that belongs to one company.</summary>
internal interface ICompanyRow
{
    public string DataAreaId { get; }
}
