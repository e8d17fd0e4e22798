namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>Where exchange rates are: so many units of the company's currency for so many of another one, from a day on.</summary>
internal sealed record RateSource
{
    /// <summary>The set of rates.</summary>
    public required string Set { get; init; }

    /// <summary>Its property with the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Its property with the day from which the rate holds.</summary>
    public required string From { get; init; }

    /// <summary>Its property with the units of the company's currency.</summary>
    public required string Units { get; init; }

    /// <summary>Its property with the units of the other currency.</summary>
    public required string Per { get; init; }

    /// <summary>The property of the invoice with its currency.</summary>
    public required string Of { get; init; }

    /// <summary>The property of the invoice with the day whose rate counts.</summary>
    public required string On { get; init; }

    /// <summary>The set with the company's own currency.</summary>
    public required string CompanySet { get; init; }

    /// <summary>Its property with that currency.</summary>
    public required string CompanyCurrency { get; init; }

    /// <summary>Decimals of the company's currency.</summary>
    public int Decimals { get; init; } = 2;
}
