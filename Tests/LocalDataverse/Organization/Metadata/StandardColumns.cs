namespace LocalDataverse.Metadata;

/// <summary>The columns that Dataverse gives every table, and the base amount that it gives every money column.</summary>
internal static class StandardColumns
{
    private static readonly ChoiceOption[] States = [new(0, "Active"), new(1, "Inactive")];
    private static readonly ChoiceOption[] Statuses = [new(1, "Active", 0), new(2, "Inactive", 1)];

    /// <summary>Adds what is missing; columns that are declared stay as they are.</summary>
    public static TableMetadata Complete(TableMetadata table)
    {
        var wanted = new List<ColumnMetadata>
        {
            new(table.PrimaryId, ColumnType.Uniqueidentifier) { Required = RequiredLevel.SystemRequired, DisplayName = table.DisplayName },
        };
        if (table.PrimaryName.Length > 0)
        {
            wanted.Add(new ColumnMetadata(table.PrimaryName, ColumnType.String) { MaxLength = 100, DisplayName = "Name" });
        }

        wanted.Add(new ColumnMetadata("versionnumber", ColumnType.BigInt) { ReadOnly = true, DisplayName = "Version Number" });
        if (!table.IsIntersect)
        {
            wanted.AddRange(Audit());
            wanted.Add(
                new ColumnMetadata("statecode", ColumnType.State)
                {
                    Options = States,
                    Required = RequiredLevel.SystemRequired,
                    DisplayName = "Status",
                }
            );
            wanted.Add(new ColumnMetadata("statuscode", ColumnType.Status) { Options = Statuses, DisplayName = "Status Reason" });
        }

        if (table.Ownership == TableOwnership.User)
        {
            wanted.Add(
                new ColumnMetadata("ownerid", ColumnType.Owner)
                {
                    Targets = ["systemuser", "team"],
                    Navigation = new Dictionary<string, string> { ["systemuser"] = "ownerid", ["team"] = "ownerid" },
                    Required = RequiredLevel.SystemRequired,
                    DisplayName = "Owner",
                }
            );
            wanted.Add(Lookup("owningbusinessunit", "businessunit", "Owning Business Unit"));
        }

        var money = table.Columns.Values.Where(IsAmount).ToArray();
        if (money.Length > 0)
        {
            wanted.Add(Lookup("transactioncurrencyid", "transactioncurrency", "Currency") with { ReadOnly = false });
            wanted.Add(
                new ColumnMetadata("exchangerate", ColumnType.Decimal)
                {
                    Precision = 10,
                    ReadOnly = true,
                    DisplayName = "Exchange Rate",
                }
            );
            wanted.AddRange(
                money.Select(column => new ColumnMetadata(column.LogicalName + "_base", ColumnType.Money)
                {
                    SchemaName = column.SchemaName + "_Base",
                    DisplayName = column.DisplayName + " (Base)",
                    Precision = column.Precision,
                    PrecisionSource = column.PrecisionSource,
                    ReadOnly = true,
                })
            );
        }

        return table.WithColumns(wanted.Where(column => !table.Columns.ContainsKey(column.LogicalName)));
    }

    /// <summary>True for a money column that is not itself a base amount.</summary>
    public static bool IsAmount(ColumnMetadata column) =>
        column.Type == ColumnType.Money && !(column.ReadOnly && column.LogicalName.EndsWith("_base", StringComparison.Ordinal));

    private static IEnumerable<ColumnMetadata> Audit()
    {
        yield return new ColumnMetadata("createdon", ColumnType.DateTime) { ReadOnly = true, DisplayName = "Created On" };
        yield return new ColumnMetadata("modifiedon", ColumnType.DateTime) { ReadOnly = true, DisplayName = "Modified On" };
        yield return new ColumnMetadata("overriddencreatedon", ColumnType.DateTime) { Format = DateTimeFormat.DateOnly, DisplayName = "Record Created On" };
        yield return Lookup("createdby", "systemuser", "Created By");
        yield return Lookup("modifiedby", "systemuser", "Modified By");
        yield return Lookup("createdonbehalfby", "systemuser", "Created By (Delegate)");
        yield return Lookup("modifiedonbehalfby", "systemuser", "Modified By (Delegate)");
    }

    private static ColumnMetadata Lookup(string logicalName, string target, string displayName) =>
        new(logicalName, ColumnType.Lookup)
        {
            Targets = [target],
            Navigation = new Dictionary<string, string> { [target] = logicalName },
            ReadOnly = true,
            DisplayName = displayName,
        };
}
