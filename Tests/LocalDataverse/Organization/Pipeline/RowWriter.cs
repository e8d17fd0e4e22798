using System.Globalization;
using System.Text.RegularExpressions;
using LocalDataverse.Calls;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>The main operation of Create, Update and Delete: what the platform itself checks, fills and stores.</summary>
internal sealed class RowWriter(DataverseOrganization organization)
{
    private static readonly Regex AutoNumberPart = new(
        @"\{(?<name>SEQNUM|DATETIMEUTC|0)(:(?<format>[^}]*))?\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    );

    private Database Database => organization.Database;

    public Guid Create(TableMetadata table, Entity target, CallScope scope, Transaction transaction)
    {
        var store = Database.Store(table.LogicalName);
        var id = IdOf(table, target) ?? Database.NewId();
        if (Database.Find(table.LogicalName, id, transaction) is not null)
        {
            throw DataverseFault.Of(ErrorCode.DuplicateRecord, $"A record with matching key values already exists. ({table.LogicalName} {id:d})");
        }

        var row = new RowDraft(table, store, null, Database.Sync);
        row[table.PrimaryId] = id;
        Take(table, target, row, scope, transaction);
        Place(table, row, id);
        foreach (var column in table.Columns.Values)
        {
            if (row[column.LogicalName] is null)
            {
                Default(table, column, row);
            }
        }

        Compose(table, target, row);
        Stamp(table, target, row, scope, transaction, created: true);
        organization.Access.Demand(table, row, TableRight.Create, scope);
        if (Links(target))
        {
            organization.Access.Demand(table, row, TableRight.Append, scope);
        }

        State(table, row, target, null);
        Currency(table, row, target, scope, transaction, null);
        Required(table, row);
        Unique(table, row, id, transaction);
        Store(table, id, row, transaction);
        return id;
    }

    public void Update(TableMetadata table, Guid id, Entity target, CallScope scope, Transaction transaction)
    {
        var before = Database.Find(table.LogicalName, id, transaction) ?? throw DataverseFault.DoesNotExist(table.LogicalName, id);
        if (Links(target))
        {
            organization.Access.Demand(table, before, TableRight.Append, scope);
        }

        var row = new RowDraft(table, Database.Store(table.LogicalName), before, Database.Sync);
        Take(table, target, row, scope, transaction);
        Compose(table, target, row);
        Stamp(table, target, row, scope, transaction, created: false);
        State(table, row, target, before);
        Currency(table, row, target, scope, transaction, before);
        Required(table, row);
        Unique(table, row, id, transaction);
        Store(table, id, row, transaction);
    }

    public void Delete(TableMetadata table, Guid id, Transaction transaction)
    {
        if (Database.Find(table.LogicalName, id, transaction) is null)
        {
            throw DataverseFault.DoesNotExist(table.LogicalName, id);
        }

        organization.Faults.BeforeWrite(table.LogicalName);
        Database.Delete(table.LogicalName, id, transaction);
        organization.Faults.AfterWrite(table.LogicalName);
    }

    /// <summary>Takes a reference off without running steps: what RemoveLink does.</summary>
    public void ClearLookup(TableMetadata table, Guid id, string column, Transaction transaction) => Clear(table, id, [column], transaction);

    /// <summary>Empties columns without running steps.</summary>
    public void Clear(TableMetadata table, Guid id, IEnumerable<string> columns, Transaction transaction)
    {
        var before = Database.Find(table.LogicalName, id, transaction);
        if (before is null)
        {
            return;
        }

        var row = new RowDraft(table, Database.Store(table.LogicalName), before, Database.Sync);
        foreach (var column in columns)
        {
            row[column] = null;
        }

        Store(table, id, row, transaction);
    }

    /// <summary>Gives a column a value without running steps.</summary>
    public void Set(TableMetadata table, Guid id, string column, object value, Transaction transaction)
    {
        var row = new RowDraft(table, Database.Store(table.LogicalName), Database.Find(table.LogicalName, id, transaction), Database.Sync) { [column] = value };
        Store(table, id, row, transaction);
    }

    /// <summary>Keeps an object of the engine with a row.</summary>
    public void Attach(TableMetadata table, Guid id, string name, HiddenValue value, Transaction transaction)
    {
        var row = new RowDraft(table, Database.Store(table.LogicalName), Database.Find(table.LogicalName, id, transaction), Database.Sync) { [name] = value };
        Database.Write(table.LogicalName, id, row.Values, transaction);
    }

    /// <summary>The row that a reference names, by id or by alternate key; it must exist.</summary>
    public RowReference Resolve(EntityReference reference, Transaction? transaction)
    {
        var target = organization.TableOrFault(reference.LogicalName);
        if (reference.Id == Guid.Empty && reference.KeyAttributes is { Count: > 0 } keys)
        {
            var found =
                organization.Keys.Find(target, keys, transaction)
                ?? throw DataverseFault.Of(ErrorCode.NotFoundByKey, $"A record with the specified key values does not exist in {target.LogicalName} entity");
            return new RowReference(target.LogicalName, found);
        }

        if (Database.Find(target.LogicalName, reference.Id, transaction) is null)
        {
            throw DataverseFault.DoesNotExist(target.LogicalName, reference.Id);
        }

        return new RowReference(target.LogicalName, reference.Id);
    }

    private static bool Links(Entity target) => target.Attributes.Values.Any(value => value is EntityReference to && Rights.IsLink(to.LogicalName));

    /// <summary>Business units hang on each other, and a role that is no copy is its own root.</summary>
    private void Place(TableMetadata table, RowDraft row, Guid id)
    {
        switch (table.LogicalName)
        {
            case "businessunit" when row["parentbusinessunitid"] is null && id != organization.RootBusinessUnitId:
                throw DataverseFault.InvalidArgument("A business unit needs a parent (parentbusinessunitid): only the organization's first one has none.");
            case "role":
                row["parentrootroleid"] ??= new RowReference("role", id);
                break;
            default:
                break;
        }
    }

    private static Guid? IdOf(TableMetadata table, Entity target)
    {
        var attribute = target.Attributes.TryGetValue(table.PrimaryId, out var value) && value is Guid given && given != Guid.Empty ? given : (Guid?)null;
        if (target.Id == Guid.Empty)
        {
            return attribute;
        }

        return attribute is null || attribute == target.Id
            ? target.Id
            : throw DataverseFault.InvalidArgument($"Id {target.Id:d} and {table.PrimaryId} {attribute:d} of the {table.LogicalName} differ.");
    }

    private static void Required(TableMetadata table, RowDraft row)
    {
        foreach (var column in table.Columns.Values)
        {
            if (column.Required == RequiredLevel.SystemRequired && !column.ReadOnly && row[column.LogicalName] is null)
            {
                throw DataverseFault.InvalidArgument($"Required column '{column.LogicalName}' of '{table.LogicalName}' is missing or null.");
            }
        }
    }

    private static void State(TableMetadata table, RowDraft row, Entity target, Row? before)
    {
        if (table.Column("statecode") is not { } stateColumn || table.Column("statuscode") is not { Options.Count: > 0 } statusColumn)
        {
            return;
        }

        var stateSent = target.Contains("statecode");
        var statusSent = target.Contains("statuscode") && row["statuscode"] is not null;
        if (row["statecode"] is not int state)
        {
            row["statecode"] = state = stateColumn.Options.Count > 0 ? stateColumn.Options[0].Value : 0;
        }

        if (row["statuscode"] is not int status || (stateSent && !statusSent && statusColumn.OptionOf(status)?.State != state))
        {
            row["statuscode"] = statusColumn.Options.FirstOrDefault(option => option.State == state)?.Value ?? statusColumn.Options[0].Value;
            return;
        }

        if ((before is null || stateSent || statusSent) && statusColumn.OptionOf(status)?.State is { } belongs && belongs != state)
        {
            throw DataverseFault.Of(
                ErrorCode.InvalidStatusForState,
                $"{status} is not a valid status code for state code {table.SchemaName}State."
                    + $"{stateColumn.OptionOf(state)?.Label ?? state.ToString(CultureInfo.InvariantCulture)} with {table.PrimaryId} "
                    + $"{row[table.PrimaryId]:d}."
            );
        }
    }

    private static void Compose(TableMetadata table, Entity target, RowDraft row)
    {
        foreach (var column in table.Columns.Values.Where(column => column.ComposedOf.Any(target.Contains)))
        {
            var text = string.Join(" ", column.ComposedOf.Select(part => row[part] as string).Where(part => !string.IsNullOrWhiteSpace(part)));
            row[column.LogicalName] = text.Length == 0 ? null : text;
        }
    }

    private void Take(TableMetadata table, Entity target, RowDraft row, CallScope scope, Transaction transaction)
    {
        foreach (var attribute in target.Attributes)
        {
            var column = table.Column(attribute.Key) ?? throw DataverseFault.NoSuchAttribute(table.LogicalName, attribute.Key);
            if (column.LogicalName == table.PrimaryId || (column.ReadOnly && !scope.IsSystem))
            {
                continue;
            }

            row[column.LogicalName] = column.IsLookup
                ? Lookup(table, column, attribute.Value, scope, transaction)
                : StoredValue.From(table, column, attribute.Value);
        }
    }

    private RowReference? Lookup(TableMetadata table, ColumnMetadata column, object? value, CallScope scope, Transaction transaction)
    {
        if (value is null)
        {
            return null;
        }

        if (value is not EntityReference reference)
        {
            throw DataverseFault.InvalidArgument(
                $"Incorrect attribute value type {value.GetType().FullName} for '{column.LogicalName}' of '{table.LogicalName}', which is {column.Type}."
            );
        }

        if (column.Targets.Count > 0 && !column.Targets.Contains(reference.LogicalName))
        {
            throw DataverseFault.InvalidArgument(
                $"'{column.LogicalName}' of '{table.LogicalName}' refers to {string.Join(" or ", column.Targets)}, not to '{reference.LogicalName}'."
            );
        }

        var resolved = Resolve(reference, transaction);
        organization.Rights.DemandLink(table.LogicalName, resolved.Table, scope);
        organization.Access.DemandLinked(resolved, scope);
        if (column.Type == ColumnType.Owner && !scope.IsSystem)
        {
            organization.Rights.DemandOwner(table.LogicalName, resolved.Id, resolved.Table == "team");
        }

        return resolved;
    }

    private void Default(TableMetadata table, ColumnMetadata column, RowDraft row)
    {
        if (column.AutoNumber is { } format)
        {
            row[column.LogicalName] = AutoNumber(table, column, format);
            return;
        }

        if (column.Default is { } value)
        {
            row[column.LogicalName] = column.Type switch
            {
                ColumnType.Boolean => Convert.ToBoolean(value, CultureInfo.InvariantCulture),
                ColumnType.Decimal or ColumnType.Money => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
                ColumnType.Double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                ColumnType.BigInt => Convert.ToInt64(value, CultureInfo.InvariantCulture),
                ColumnType.String or ColumnType.Memo => Convert.ToString(value, CultureInfo.InvariantCulture),
                _ => Convert.ToInt32(value, CultureInfo.InvariantCulture),
            };
        }
        else if (column.Type == ColumnType.Boolean)
        {
            row[column.LogicalName] = false;
        }
    }

    private string AutoNumber(TableMetadata table, ColumnMetadata column, string format)
    {
        string? number = null;
        return AutoNumberPart.Replace(
            format,
            match =>
            {
                var name = match.Groups["name"].Value;
                var detail = match.Groups["format"].Value;
                if (name == "DATETIMEUTC")
                {
                    return organization.UtcNow.ToString(detail, CultureInfo.InvariantCulture);
                }

                var digits = name == "SEQNUM" ? int.Parse(detail, CultureInfo.InvariantCulture) : detail.Length;
                number ??= Database.NextNumber(table.LogicalName + "." + column.LogicalName).ToString("D" + digits, CultureInfo.InvariantCulture);
                return number;
            }
        );
    }

    private void Stamp(TableMetadata table, Entity target, RowDraft row, CallScope scope, Transaction transaction, bool created)
    {
        if (table.IsIntersect)
        {
            return;
        }

        var now = organization.UtcNow;
        var user = new RowReference("systemuser", scope.UserId);
        var behalf = scope.OnBehalfOf is { } real ? new RowReference("systemuser", real) : null;
        row.Set("modifiedon", now);
        row.Set("modifiedby", user);
        row.Set("modifiedonbehalfby", behalf);
        if (!created)
        {
            if (target.Contains("ownerid") && row["ownerid"] is RowReference owner)
            {
                row.Set("owningbusinessunit", BusinessUnitOf(owner, transaction));
            }

            return;
        }

        row.Set("createdon", target.Contains("overriddencreatedon") && row["overriddencreatedon"] is { } overridden ? overridden : now);
        if (target.Contains("overriddencreatedon"))
        {
            row.Set("overriddencreatedon", row["overriddencreatedon"] is null ? null : now);
        }

        row.Set("createdby", user);
        row.Set("createdonbehalfby", behalf);
        if (table.Ownership == TableOwnership.User)
        {
            row["ownerid"] ??= user;
            row.Set("owningbusinessunit", BusinessUnitOf((RowReference)row["ownerid"]!, transaction));
        }
    }

    private object? BusinessUnitOf(RowReference owner, Transaction transaction) =>
        organization.Value(owner.Table, owner.Id, "businessunitid", transaction) ?? new RowReference("businessunit", organization.RootBusinessUnitId);

    /// <summary>Base amount = amount / exchange rate of the row; the rate is the currency's at the last write of money or currency.</summary>
    private void Currency(TableMetadata table, RowDraft row, Entity target, CallScope scope, Transaction transaction, Row? before)
    {
        if (table.Column("exchangerate") is null || table.Column("transactioncurrencyid") is not { IsLookup: true })
        {
            return;
        }

        var amounts = organization.AmountsOf(table);
        if (
            amounts.Count == 0
            || (before is not null && !target.Contains("transactioncurrencyid") && !amounts.Any(column => target.Contains(column.LogicalName)))
        )
        {
            return;
        }

        if (row["transactioncurrencyid"] is not RowReference currency)
        {
            currency =
                organization.Value("systemuser", scope.UserId, "transactioncurrencyid", transaction) as RowReference
                ?? new RowReference("transactioncurrency", organization.BaseCurrencyId);
            row["transactioncurrencyid"] = currency;
        }

        var rate = organization.Value(currency.Table, currency.Id, "exchangerate", transaction) is decimal known && known != 0 ? known : 1m;
        var precision = PrecisionOf(currency.Id, transaction);
        var basePrecision = PrecisionOf(organization.BaseCurrencyId, transaction);
        row.Set("exchangerate", rate);
        foreach (var column in amounts)
        {
            var own = Math.Min(column.Precision ?? 4, 4);
            decimal? baseAmount = null;
            if (row[column.LogicalName] is decimal amount)
            {
                if (before is null || target.Contains(column.LogicalName))
                {
                    row[column.LogicalName] = amount = StoredValue.Round(amount, column.PrecisionSource == PrecisionSource.Currency ? precision : own);
                }

                baseAmount = StoredValue.Round(amount / rate, column.PrecisionSource == PrecisionSource.Currency ? basePrecision : own);
            }

            row.Set(column.LogicalName + "_base", baseAmount);
        }
    }

    private int PrecisionOf(Guid currency, Transaction transaction) =>
        organization.Value("transactioncurrency", currency, "currencyprecision", transaction) is int precision ? precision : 2;

    private void Unique(TableMetadata table, RowDraft row, Guid id, Transaction transaction)
    {
        foreach (var key in table.Keys)
        {
            if (!row.HasChanged(key.Columns))
            {
                continue;
            }

            var values = new object[key.Columns.Count];
            var complete = true;
            for (var i = 0; i < values.Length && complete; i++)
            {
                values[i] = ColumnIndex.Normalize(row[key.Columns[i]])!;
                complete = values[i] is not null;
            }

            if (complete && organization.Keys.Duplicate(table.LogicalName, key, values, id, transaction) is not null)
            {
                throw DataverseFault.Of(
                    ErrorCode.DuplicateKey,
                    $"Entity Key {key.DisplayName} violated. A record with the same value for "
                        + $"{string.Join(",", key.Columns.Select(column => table.Columns[column].DisplayName))} already exists. A duplicate record "
                        + "cannot be created. Select one or more unique values and try again."
                );
            }
        }
    }

    private void Store(TableMetadata table, Guid id, RowDraft row, Transaction transaction)
    {
        organization.Faults.BeforeWrite(table.LogicalName);
        Database.Write(table.LogicalName, id, row.Values, transaction);
        organization.Faults.AfterWrite(table.LogicalName);
    }
}
