using System.Globalization;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>Rows as entities: values, names of lookups, formatted values.</summary>
internal sealed class RowReader(DataverseOrganization organization)
{
    /// <summary>The columns a column set names, checked; null: all of them.</summary>
    public static IReadOnlyList<string>? ColumnsOf(TableMetadata table, ColumnSet? columns)
    {
        if (columns is null)
        {
            return [];
        }

        if (columns.AllColumns)
        {
            return null;
        }

        foreach (var name in columns.Columns)
        {
            if (table.Column(name) is null)
            {
                throw DataverseFault.NoSuchAttribute(table.LogicalName, name);
            }
        }

        return [.. columns.Columns];
    }

    /// <summary>The columns that a column set gives another name.</summary>
    public static IReadOnlyList<XrmAttributeExpression> Aliased(TableMetadata table, ColumnSet? columns)
    {
        IReadOnlyList<XrmAttributeExpression> aliased = columns is null ? [] : [.. columns.AttributeExpressions];
        foreach (var expression in aliased)
        {
            if (table.Column(expression.AttributeName) is null)
            {
                throw DataverseFault.NoSuchAttribute(table.LogicalName, expression.AttributeName);
            }
        }

        return aliased;
    }

    public static object? Value(TableStore store, Row row, string column) => store.Value(row, column);

    /// <param name="columns">Null: all.</param>
    public Entity ToEntity(TableMetadata table, Row row, IReadOnlyList<string>? columns, Transaction? transaction, bool withNames)
    {
        lock (organization.Database.Sync)
        {
            var store = organization.Database.Store(table.LogicalName);
            var entity = new Entity(table.LogicalName, row.Id) { RowVersion = row.Version.ToString(CultureInfo.InvariantCulture) };
            entity.Attributes[table.PrimaryId] = row.Id;
            var money = false;
            if (columns is null)
            {
                foreach (var column in table.Columns.Values)
                {
                    Add(entity, column.LogicalName, column, Value(store, row, column.LogicalName), transaction, withNames);
                }

                return entity;
            }

            foreach (var name in columns)
            {
                if (table.Column(name) is { } column)
                {
                    money |= column.Type == ColumnType.Money;
                    Add(entity, name, column, Value(store, row, name), transaction, withNames);
                }
            }

            // A money value is never returned without its currency.
            if (money && table.Column("transactioncurrencyid") is { } currency && !entity.Contains("transactioncurrencyid"))
            {
                Add(entity, "transactioncurrencyid", currency, Value(store, row, "transactioncurrencyid"), transaction, withNames);
            }

            return entity;
        }
    }

    public string? NameOf(RowReference reference, Transaction? transaction) =>
        organization.Metadata.Table(reference.Table) is { PrimaryName.Length: > 0 } table
            ? organization.Value(reference.Table, reference.Id, table.PrimaryName, transaction) as string
            : null;

    public object? Sdk(ColumnMetadata column, object? stored, Transaction? transaction, bool withNames)
    {
        var value = StoredValue.ToSdk(column, stored);
        if (withNames && value is EntityReference reference)
        {
            reference.Name = NameOf((RowReference)stored!, transaction);
        }

        return value;
    }

    /// <summary>What a person reads: labels, names, Yes and No, amounts with two digits or more.</summary>
    public string? Format(ColumnMetadata column, object? stored, Transaction? transaction) =>
        stored switch
        {
            null => null,
            RowReference reference => NameOf(reference, transaction),
            bool yes => column.OptionOf(yes ? 1 : 0)?.Label ?? (yes ? "Yes" : "No"),
            int choice when column.IsChoice => column.OptionOf(choice)?.Label,
            int[] choices => string.Join("; ", choices.Select(choice => column.OptionOf(choice)?.Label ?? choice.ToString(CultureInfo.InvariantCulture))),
            int number => number.ToString("N0", CultureInfo.InvariantCulture),
            decimal amount => amount.ToString(
                "N" + (column.Type == ColumnType.Money ? 2 : column.Precision ?? 2).ToString(CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            ),
            DateTime time => time.ToString(
                column.Format == DateTimeFormat.DateOnly || column.Behavior == DateTimeBehavior.DateOnly ? "M/d/yyyy" : "M/d/yyyy h:mm tt",
                CultureInfo.InvariantCulture
            ),
            _ => null,
        };

    /// <summary>A value under a name of the query's own, as links, aliases and aggregates give it.</summary>
    public void AddAliased(Entity entity, string alias, TableMetadata table, ColumnMetadata column, object? stored, Transaction? transaction)
    {
        if (stored is null)
        {
            return;
        }

        entity.Attributes[alias] = new AliasedValue(table.LogicalName, column.LogicalName, Sdk(column, stored, transaction, withNames: true));
        if (Format(column, stored, transaction) is { } text)
        {
            entity.FormattedValues[alias] = text;
        }
    }

    private void Add(Entity entity, string name, ColumnMetadata column, object? stored, Transaction? transaction, bool withNames)
    {
        if (stored is null)
        {
            return;
        }

        var value = Sdk(column, stored, transaction, withNames);
        entity.Attributes[name] = value;
        if (!withNames)
        {
            return;
        }

        var text = value is EntityReference reference ? reference.Name : Format(column, stored, transaction);
        if (text is not null)
        {
            entity.FormattedValues[name] = text;
        }
    }
}
