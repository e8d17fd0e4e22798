using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Storage;

/// <summary>Finds rows by alternate key.</summary>
internal sealed class KeyFinder(Database database)
{
    /// <returns>Null: no row has these values.</returns>
    public Guid? Find(TableMetadata table, KeyAttributeCollection attributes, Transaction? transaction)
    {
        if (attributes.Count == 1 && attributes.ContainsKey(table.PrimaryId))
        {
            var id = (Guid)attributes[table.PrimaryId];
            return database.Find(table.LogicalName, id, transaction) is null ? null : id;
        }

        var key =
            table.Keys.FirstOrDefault(candidate => candidate.Columns.Count == attributes.Count && candidate.Columns.All(attributes.ContainsKey))
            ?? throw DataverseFault.Of(ErrorCode.UnknownKey, $"The specified key attributes are not a defined key for the {table.LogicalName} entity");
        var values = new object[key.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var column = table.Columns[key.Columns[i]];
            if (ConditionValue.Convert(table, column, attributes[key.Columns[i]]) is not { } value)
            {
                return null;
            }

            values[i] = value;
        }

        return Find(table.LogicalName, key, values, transaction);
    }

    /// <returns>Another row than <paramref name="self"/> with the same values, if there is one.</returns>
    public Guid? Duplicate(string table, AlternateKey key, object[] values, Guid self, Transaction transaction) =>
        Matches(table, key, values, transaction).Where(id => id != self).Select(id => (Guid?)id).FirstOrDefault();

    private Guid? Find(string table, AlternateKey key, object[] values, Transaction? transaction) =>
        Matches(table, key, values, transaction).Select(id => (Guid?)id).FirstOrDefault();

    private List<Guid> Matches(string table, AlternateKey key, object[] values, Transaction? transaction)
    {
        lock (database.Sync)
        {
            var index = database.Store(table).Index(key.Columns);
            var search = values.Length == 1 ? values[0] : values;
            return [.. index.Find(search).Where(slot => index.Has(slot.SeenBy(transaction), search)).Select(slot => slot.Id)];
        }
    }
}
