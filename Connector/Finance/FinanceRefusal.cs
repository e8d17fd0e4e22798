namespace ProjectInvoice.Finance;

/// <summary>A request or a record that finance refuses. Nothing of the request that carried it has been written.</summary>
internal sealed class FinanceRefusal : Exception
{
    public FinanceRefusal(string code, string record, string text, int status = StatusCodes.Status400BadRequest)
        : base($"{code}: {record}: {text}")
    {
        Code = code;
        Record = record;
        Text = text;
        Status = status;
    }

    /// <summary>PINV and four digits.</summary>
    public string Code { get; }

    /// <summary>The record as its user knows it, such as "PF-1003 line 2".</summary>
    public string Record { get; }

    /// <summary>Cause and remedy in plain words.</summary>
    public string Text { get; }

    /// <summary>The HTTP status that says it best.</summary>
    public int Status { get; }

    public FinanceMessage ToMessage() => new(Code, Record, Text);
}
