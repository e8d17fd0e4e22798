namespace ProjectInvoice.Connector.TableMaps;

/// <summary>A table map that does not fit itself, Dataverse or finance (PINV31xx), and a row that does not go through its map (PINV32xx).</summary>
internal static class TableMapErrors
{
    private const string GiveTimeZone = "Set it to an IANA or Windows name such as Europe/Rome, or give the table map a timeZone";

    /// <summary>The connector does not start without maps.</summary>
    public static readonly ErrorCode FolderMissing = new(3101, "it is not there", "Set TableMaps:Folder", ErrorKind.Setting);

    /// <summary>It is no JSON, or says what nobody understands.</summary>
    public static readonly ErrorCode FileUnreadable = new(3101, "{0}", "Correct the file", ErrorKind.Setting);

    /// <summary>Maps are known by their names.</summary>
    public static readonly ErrorCode NameTwice = new(3102, "two files have this name", "Rename or remove one of them", ErrorKind.Setting);

    /// <summary>What happens once is told by one map.</summary>
    public static readonly ErrorCode TriggerNotOnce = new(
        3102,
        "it needs exactly one map with trigger {0} and has {1}",
        "Add or remove a file",
        ErrorKind.Setting
    );

    /// <summary>Where an invoice is one document, its lines have a map of their own.</summary>
    public static readonly ErrorCode LinesAgainstProfile = new(
        3102,
        "it has {0} maps with trigger InvoiceLines, and finance profile {1} needs {2}",
        "Set TableMaps:Folder to the maps that go with Finance:Profile",
        ErrorKind.Setting
    );

    /// <summary>They say what a line is, and how it is numbered.</summary>
    public static readonly ErrorCode PartsAgainstLines = new(
        3103,
        "invoice, orderBy, unsent, sent and Ordinal do not go with trigger {0}",
        "Complete the file",
        ErrorKind.Setting
    );

    /// <summary>Of the map itself.</summary>
    public static readonly ErrorCode PartMissing = new(3103, "it has no {0}", "Complete the file", ErrorKind.Setting);

    /// <summary>Postings come from finance, all else goes there.</summary>
    public static readonly ErrorCode TriggerAgainstDirection = new(3103, "trigger {0} does not go with direction {1}", "Complete the file", ErrorKind.Setting);

    /// <summary>Of one of its parts.</summary>
    public static readonly ErrorCode PartNamesNot = new(3103, "its {0} does not name {1}", "Complete the file", ErrorKind.Setting);

    /// <summary>Of several that it may have.</summary>
    public static readonly ErrorCode PartsNameNot = new(3103, "its {0} do not name {1}", "Complete the file", ErrorKind.Setting);

    /// <summary>Rows that do not name what they wait for are tied to it.</summary>
    public static readonly ErrorCode ThroughNamesNot = new(
        3103,
        "what it waits through does not name table, row, awaited and where",
        "Complete the file",
        ErrorKind.Setting
    );

    /// <summary>Only rows that are followed can be left out, kept or held.</summary>
    public static readonly ErrorCode PartAgainstTrigger = new(3103, "{0} does not go with trigger {1}", "Complete the file", ErrorKind.Setting);

    /// <summary>Two of them at once.</summary>
    public static readonly ErrorCode PartsAgainstTrigger = new(3103, "{0} do not go with trigger {1}", "Complete the file", ErrorKind.Setting);

    /// <summary>Nothing says which message the key is of.</summary>
    public static readonly ErrorCode MessageMissing = new(3103, "a field names a messageKey, and the map no message", "Complete the file", ErrorKind.Setting);

    /// <summary>It would never be filled.</summary>
    public static readonly ErrorCode FieldWithoutSource = new(
        3103,
        "it has neither columns nor a default nor a computation",
        "Say where its value comes from",
        ErrorKind.Setting
    );

    /// <summary>Rows would wait with rows that wait for nothing.</summary>
    public static readonly ErrorCode WaitingMapNotOnce = new(
        3103,
        "not exactly one map that follows the changes of {0} says in waitsFor what those rows wait for",
        "Add waitsFor to the map of {0}",
        ErrorKind.Setting
    );

    /// <summary>A path may end in a column, this has to end in a table.</summary>
    public static readonly ErrorCode NoLookupWithTable = new(
        3104,
        "'{0}' is no lookup with its table",
        "Write the lookup and its table in parentheses",
        ErrorKind.Setting
    );

    /// <summary>Before Dataverse is asked.</summary>
    public static readonly ErrorCode NoColumnPath = new(
        3104,
        "'{0}' is no column path",
        "Write columns separated by dots, a table in parentheses",
        ErrorKind.Setting
    );

    /// <summary>The part of OData that a map may use.</summary>
    public static readonly ErrorCode FilterUnreadable = new(
        3104,
        "its filter cannot be read: {0}",
        "Use eq, ne, gt, ge, lt, le, and, or, not, parentheses",
        ErrorKind.Setting
    );

    /// <summary>It may come with a solution.</summary>
    public static readonly ErrorCode TableUnknown = new(
        3105,
        "Dataverse has no table {0}",
        "Correct the name, or install the solution it belongs to",
        ErrorKind.Setting
    );

    /// <summary>It may be spelled in another way, or belong to another version of the solution.</summary>
    public static readonly ErrorCode ColumnUnknown = new(3106, "table {0} has no column {1}", "Name a column of the table", ErrorKind.Setting);

    /// <summary>By it a row says of another one that it is not complete.</summary>
    public static readonly ErrorCode AwaitedLookupUnknown = new(
        3106,
        "table {0} has no column {1}",
        "Name its lookup to what is waited for",
        ErrorKind.Setting
    );

    /// <summary>By it a reversal says which invoice it is of.</summary>
    public static readonly ErrorCode InvoiceLookupUnknown = new(3106, "table {0} has no column {1}", "Name its lookup to the invoice", ErrorKind.Setting);

    /// <summary>The keys that travel with a message came with a later version of the solution.</summary>
    public static readonly ErrorCode MessageColumnUnknown = new(
        3106,
        "table {0} has no column {1}",
        "Name a column of the table, or install the solution that has it",
        ErrorKind.Setting
    );

    /// <summary>What a filter compares.</summary>
    public static readonly ErrorCode FilterColumnUnknown = new(
        3106,
        "table {0} has no column {1} that the filter names",
        "Correct the filter",
        ErrorKind.Setting
    );

    /// <summary>On the way of a path, or at its end.</summary>
    public static readonly ErrorCode PathColumnUnknown = new(
        3106,
        "table {0} has no column {1} ('{2}')",
        "Correct the path, or put a question mark behind it where not every environment has the column",
        ErrorKind.Setting
    );

    /// <summary>Every one of them may be missing, and all of them are.</summary>
    public static readonly ErrorCode NoColumnLeft = new(
        3106,
        "this environment has none of its columns ({0}), and the field is required",
        "Add a column that it has",
        ErrorKind.Setting
    );

    /// <summary>The plug-ins set what their parameters name.</summary>
    public static readonly ErrorCode ColumnNotPosted = new(3106, "the posting of an invoice does not set column {0}", "Name one of {1}", ErrorKind.Setting);

    /// <summary>By it related rows name the map's row.</summary>
    public static readonly ErrorCode RelatedLookupUnknown = new(3107, "table {0} has no lookup {1}", "Name its lookup to the map's table", ErrorKind.Setting);

    /// <summary>What is waited for is one row of one table.</summary>
    public static readonly ErrorCode WaitLookupUnknown = new(3107, "table {0} has no lookup {1} to one table", "Name such a lookup", ErrorKind.Setting);

    /// <summary>None, or several.</summary>
    public static readonly ErrorCode PathLeadsNowhere = new(
        3107,
        "column {0} of {1} leads to {2} ('{3}')",
        "Name the table in parentheses behind the column, or correct the path",
        ErrorKind.Setting
    );

    /// <summary>The definition of the lookup says so.</summary>
    public static readonly ErrorCode PathLeadsElsewhere = new(3107, "column {0} of {1} does not lead to {2}", "Name one of {3}", ErrorKind.Setting);

    /// <summary>Every finance system may name its sets as it likes.</summary>
    public static readonly ErrorCode SetUnknown = new(3108, "finance has no entity set {0}", "Set Finance:Sets:{0} to the name of the set", ErrorKind.Setting);

    /// <summary>Of a map towards finance.</summary>
    public static readonly ErrorCode PropertyUnknown = new(3109, "{0} has no such property", "Correct the name, or remove the field", ErrorKind.Setting);

    /// <summary>Of a map towards Dataverse.</summary>
    public static readonly ErrorCode NotReported = new(3109, "finance reports no such field", "Use one of {0}", ErrorKind.Setting);

    /// <summary>Which of the two counts, nobody could tell.</summary>
    public static readonly ErrorCode FieldTwice = new(
        3110,
        "it is mapped twice",
        "Keep one of them; a fallback is a second entry in columns",
        ErrorKind.Setting
    );

    /// <summary>One too many, or one too few.</summary>
    public static readonly ErrorCode OtherKey = new(3111, "the key of {0} is {1}", "Name exactly these fields in keys", ErrorKind.Setting);

    /// <summary>A key without a value is none.</summary>
    public static readonly ErrorCode KeyWithoutField = new(3111, "no field of the map fills it", "Map the field", ErrorKind.Setting);

    /// <summary>Finance says which there are.</summary>
    public static readonly ErrorCode NoSymbol = new(3113, "'{0}' is none of {1}", "Use one of the symbols", ErrorKind.Setting);

    /// <summary>A number of Dataverse means nothing to finance.</summary>
    public static readonly ErrorCode NoValueMap = new(
        3113,
        "an enumeration needs a value map",
        "Add valueMap from the column's values to the symbols",
        ErrorKind.Setting
    );

    /// <summary>Its changes cannot be followed.</summary>
    public static readonly ErrorCode NoChangeTracking = new(
        3114,
        "table {0} does not track changes",
        "Switch change tracking on for the table",
        ErrorKind.Setting
    );

    /// <summary>It would be refused with every row.</summary>
    public static readonly ErrorCode DefaultOfOtherType = new(3115, "the default {0} is no {1}", "Correct the default", ErrorKind.Setting);

    /// <summary>What is counted has to be read.</summary>
    public static readonly ErrorCode RelatedUnknown = new(
        3116,
        "it is computed from related rows '{0}' that the map does not have",
        "Name one of the map's related rows",
        ErrorKind.Setting
    );

    /// <summary>A day depends on where it is looked at.</summary>
    public static readonly ErrorCode TimeZoneUnknown = new(3117, "it is '{0}', which is no time zone", GiveTimeZone, ErrorKind.Setting);

    /// <summary>Neither its own nor its default.</summary>
    public static readonly ErrorCode TimeZoneEmpty = new(3117, "it has no value", GiveTimeZone, ErrorKind.Setting);

    /// <summary>The solution is not there, or the role.</summary>
    public static readonly ErrorCode TimeZoneMissing = new(
        3117,
        "Dataverse has no such environment variable, or the connector may not read it",
        GiveTimeZone,
        ErrorKind.Setting
    );

    /// <summary>Of a map that has its own.</summary>
    public static readonly ErrorCode MapTimeZoneUnknown = new(
        3118,
        "its timeZone '{0}' is no time zone",
        "Write an IANA or Windows name such as Europe/Rome",
        ErrorKind.Setting
    );

    /// <summary>Whether its days shift with a time zone is not known.</summary>
    public static readonly ErrorCode DatesUntold = new(
        3119,
        "the definition of column {0} of {1} does not say how its dates behave",
        "Let the connector's role read the definitions of columns",
        ErrorKind.Setting
    );

    /// <summary>A key or a field that finance cannot be without.</summary>
    public static readonly ErrorCode ValueMissing = new(
        3206,
        "field {0} has no value ({1} are empty{2})",
        "Fill one of these columns in Dataverse, then retry the row"
    );

    /// <summary>A choice that was added in Dataverse.</summary>
    public static readonly ErrorCode ValueNotMapped = new(3207, "field {0} has no entry for the value {1} in its value map", "Add the value to the table map");

    /// <summary>A text where a number goes.</summary>
    public static readonly ErrorCode ValueOfOtherType = new(
        3207,
        "field {0} is a {1} and its column holds something else",
        "Correct the value or the table map"
    );

    /// <summary>A text that is no date.</summary>
    public static readonly ErrorCode NoDay = new(3207, "field {0} is a day and column {1} holds '{2}'", "Correct the date in Dataverse, then retry the row");

    /// <summary>Of rows that go to finance as one.</summary>
    public static readonly ErrorCode RowsDisagree = new(
        3208,
        "'{0}' is {1} on one row and {2} on another",
        "An invoice goes to finance for one of them: make them agree in Dataverse, then retry the message"
    );

    /// <summary>Finance would take it for no date, or refuse it.</summary>
    public static readonly ErrorCode DayOutside = new(
        3231,
        "field {0} cannot take {1} of column {2}: finance has days from 1900-01-02 to 2154-12-31",
        "Correct the date in Dataverse, then retry the row"
    );

    /// <summary>The first fault of a map, which tells of the others too.</summary>
    /// <param name="faults">One at least.</param>
    public static ConnectorException Together(IReadOnlyList<Fault> faults) =>
        new(faults[0] with { Cause = string.Join("; ", faults.Select((fault, index) => index == 0 ? fault.Cause : fault.ToString())) });
}
