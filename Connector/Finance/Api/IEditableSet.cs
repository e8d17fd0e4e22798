namespace ProjectInvoice.Finance.Api;

/// <summary>A set of /data whose rows users may change: its rows carry an ETag.</summary>
internal interface IEditableSet
{
    string SetName { get; }

    /// <summary>Adds the addresses that change rows.</summary>
    void Map(WebApplication app);
}
