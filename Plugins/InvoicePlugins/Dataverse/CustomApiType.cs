using System.Diagnostics.CodeAnalysis;

namespace InvoicePlugins.Dataverse;

/// <summary>The types of custom API parameters that we use, with the platform's own numbers.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The platform's own names.")]
public enum CustomApiType
{
    /// <summary>Yes or no.</summary>
    Boolean = 0,

    /// <summary>A date and time.</summary>
    DateTime = 1,

    /// <summary>A decimal number.</summary>
    Decimal = 2,

    /// <summary>Several rows of one table.</summary>
    EntityCollection = 4,

    /// <summary>A row by its id.</summary>
    EntityReference = 5,

    /// <summary>A whole number.</summary>
    Integer = 7,

    /// <summary>The value of a choice.</summary>
    Picklist = 9,

    /// <summary>A text.</summary>
    String = 10,
}
