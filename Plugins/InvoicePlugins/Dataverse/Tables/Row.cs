using System;
using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A row read late-bound, with named accessors in the derived classes. What the row does not carry reads as null.</summary>
/// <param name="entity">The row as the platform gave it.</param>
internal abstract class Row(Entity entity)
{
    /// <summary>The column that says whether a row is active, in every table that has states.</summary>
    public const string StateColumn = "statecode";

    /// <summary>The row as the platform gave it.</summary>
    public Entity Entity { get; } = entity ?? throw new ArgumentNullException(nameof(entity));

    /// <summary>The primary key.</summary>
    public Guid Id => Entity.Id;

    /// <summary>Whether somebody has deactivated the row; only where its state was read.</summary>
    public bool IsInactive => Choice(StateColumn) is not (null or 0);

    /// <summary>A text column; null where empty or blank.</summary>
    protected string? Text(string column) => Entity.GetAttributeValue<string>(column) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>A decimal column.</summary>
    protected decimal? Numeric(string column) => Entity.GetAttributeValue<decimal?>(column);

    /// <summary>A money column, in the currency of the row.</summary>
    protected decimal? Amount(string column) => Entity.GetAttributeValue<Money>(column)?.Value;

    /// <summary>A yes-or-no column; no where it is empty.</summary>
    protected bool Flag(string column) => Entity.GetAttributeValue<bool?>(column) ?? false;

    /// <summary>A date column.</summary>
    protected DateTime? Date(string column) => Entity.GetAttributeValue<DateTime?>(column);

    /// <summary>The number of a choice column.</summary>
    protected int? Choice(string column) => Entity.GetAttributeValue<OptionSetValue>(column)?.Value;

    /// <summary>A choice column.</summary>
    /// <returns>The choice; a number the choice does not name is kept.</returns>
    protected TChoice? Choice<TChoice>(string column)
        where TChoice : struct, Enum => Choice(column) is { } number ? (TChoice)(object)number : null;

    /// <summary>The id in a lookup column.</summary>
    protected Guid? Lookup(string column) => Entity.GetAttributeValue<EntityReference>(column)?.Id;

    /// <summary>A column of a linked row.</summary>
    /// <typeparam name="TValue">The type of the column.</typeparam>
    /// <param name="alias">The link and the column, as in <c>currency.currencyprecision</c>.</param>
    /// <returns>The value; the type's default where there is no linked row.</returns>
    protected TValue? Linked<TValue>(string alias) => Entity.GetAttributeValue<AliasedValue>(alias) is { Value: TValue value } ? value : default;
}
