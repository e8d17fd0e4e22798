using LocalDataverse;

namespace Solution.Tests.Deploying;

/// <summary>What an organization holds, without what differs between two runs that did the same: row versions, ids that were made up, logs of jobs.</summary>
internal static class StateText
{
    private static readonly string[] Logs = ["importjob", "asyncoperation", "plugintracelog"];
    private static readonly string[] MadeUp = ["versionnumber", "environmentvariablevalueid", "appmoduleroleid"];

    public static string Of(DataverseOrganization organization) =>
        string.Join(
            Environment.NewLine,
            organization
                .DumpState()
                .Tables.Where(table => !Logs.Contains(table.Key))
                .SelectMany(table => table.Value.Values.Select(row => $"{table.Key}: {Text(row)}"))
                .Concat(
                    organization.Metadata.Tables.Select(table => $"{table.LogicalName}: {string.Join(',', table.Columns.Keys.Order(StringComparer.Ordinal))}")
                )
                .Order(StringComparer.Ordinal)
        );

    private static string Text(IReadOnlyDictionary<string, string> row)
    {
        var cells = row.Where(cell => !MadeUp.Contains(cell.Key)).OrderBy(cell => cell.Key, StringComparer.Ordinal);
        return string.Join("; ", cells.Select(cell => $"{cell.Key}={cell.Value}"));
    }
}
