namespace LocalEnvironment.Input;

/// <summary>Why the given data cannot be used (PINV50xx): the main job then ends with exit code 2, and nothing was changed.</summary>
internal static class InputErrors
{
    /// <summary>The folder itself.</summary>
    public static readonly ErrorCode FolderMissing = new(5001, "There is no such folder", "Name a folder with data.xml, data_schema.xml and finance.json");

    /// <summary>A file of the folder.</summary>
    public static readonly ErrorCode FileMissing = new(5001, "The file is not in {0}", "Put it there; all three files are needed");

    /// <summary>The file is there, but not for this user.</summary>
    public static readonly ErrorCode FileUnreadable = new(5001, "The file may not be read", "Allow reading it");

    /// <summary>data.xml or data_schema.xml.</summary>
    public static readonly ErrorCode XmlBroken = new(5002, "The XML is broken at position {0}: {1}", "Mend or export the file again");

    /// <summary>finance.json.</summary>
    public static readonly ErrorCode JsonBroken = new(5002, "The JSON is broken at position {0}, or a property stands there twice", "Mend the file");

    /// <summary>XML, but of something else.</summary>
    public static readonly ErrorCode RootUnknown = new(
        5003,
        "The root element is '{0}', expected 'entities'",
        "Give a file of the Configuration Migration tool"
    );

    /// <summary>In either file.</summary>
    public static readonly ErrorCode EntityWithoutName = new(5003, "An entity has no attribute 'name'", "Give it the logical name of the table");

    /// <summary>A field of the schema.</summary>
    public static readonly ErrorCode SchemaFieldIncomplete = new(5003, "A field needs the attributes 'name' and 'type'", "Export the schema again");

    /// <summary>The types of the format, not those of Dataverse.</summary>
    public static readonly ErrorCode TypeUnknown = new(5003, "'{0}' is no type of this format", "Use one of {1}");

    /// <summary>A field of a record.</summary>
    public static readonly ErrorCode FieldIncomplete = new(5003, "A field needs the attributes 'name' and 'value'", "Give it both");

    /// <summary>Every record has the id of its row.</summary>
    public static readonly ErrorCode IdUnreadable = new(5003, "The record's id '{0}' is no GUID", "Give it one");

    /// <summary>The format has them; the invoices need none.</summary>
    public static readonly ErrorCode ManyToMany = new(5003, "Many-to-many relationships are not loaded", "Remove the m2mrelationship");

    /// <summary>A table of the schema.</summary>
    public static readonly ErrorCode TableUnknown = new(5004, "The environment has no such table", "Correct the name, or install what brings the table");

    /// <summary>Records of a table that the schema does not announce.</summary>
    public static readonly ErrorCode TableNotInSchema = new(5004, "The table is not in {0}", "Add it there, or remove its records");

    /// <summary>A lookup to a table that its column does not look up.</summary>
    public static readonly ErrorCode LookupTableWrong = new(5004, "The column does not look up table '{0}'", "Name one of {1} in lookupentity");

    /// <summary>A field of the schema.</summary>
    public static readonly ErrorCode ColumnUnknown = new(5005, "The table has no such column", "Correct the name, or remove the field");

    /// <summary>A field of a record that the schema does not announce.</summary>
    public static readonly ErrorCode ColumnNotInSchema = new(5005, "The column is not in {0}", "Add it there, or remove the field");

    /// <summary>The schema was exported from an environment with another column of this name.</summary>
    public static readonly ErrorCode TypesDiffer = new(5006, "The file says type '{0}', the column is of type {1}", "Export the schema again");

    /// <summary>Dates are ISO 8601 only; anything else means another day in another country.</summary>
    public static readonly ErrorCode ValueUnreadable = new(5006, "'{0}' is no {1}", "Correct the value");

    /// <summary>Nothing is cut off.</summary>
    public static readonly ErrorCode TextTooLong = new(5006, "The text has {0} characters, the column holds {1}", "Shorten it");

    /// <summary>Lookups are ids, never names.</summary>
    public static readonly ErrorCode LookupUnreadable = new(5006, "'{0}' is no GUID", "Give the id of the row that is meant");

    /// <summary>A number that the column has no label for.</summary>
    public static readonly ErrorCode ChoiceUnknown = new(5007, "The column has no choice {0}", "Use one of {1}");

    /// <summary>Neither given along nor there already.</summary>
    public static readonly ErrorCode LookupWithoutRow = new(
        5008,
        "There is no {0} with the id {1}, neither in {2} nor in the environment",
        "Add the row, or remove the field"
    );

    /// <summary>In either file.</summary>
    public static readonly ErrorCode TableTwice = new(5009, "The table stands in the file twice", "Join the two");

    /// <summary>Two records of a table with one id.</summary>
    public static readonly ErrorCode RecordTwice = new(5009, "Another record of the table has the id {0}", "Remove one of the two");

    /// <summary>Two fields of a record with one name.</summary>
    public static readonly ErrorCode FieldTwice = new(5009, "The record has the field twice", "Remove one of the two");

    /// <summary>Of finance.json.</summary>
    public static readonly ErrorCode SectionUnknown = new(5010, "There is no such section", "The sections are {0}");

    /// <summary>Of a row of finance.json.</summary>
    public static readonly ErrorCode PropertyUnknown = new(5010, "There is no such property", "The properties are {0}");

    /// <summary>A value of finance.json, or a row.</summary>
    public static readonly ErrorCode KindWrong = new(5011, "Found {0}", "Expected {1}");

    /// <summary>A section of finance.json.</summary>
    public static readonly ErrorCode SectionNotArray = new(5011, "The section is {0}", "Expected an array");

    /// <summary>finance.json as a whole.</summary>
    public static readonly ErrorCode FileNotObject = new(5011, "The file holds {0}", "Expected an object with the sections");

    /// <summary>Currencies are declared in a section of their own.</summary>
    public static readonly ErrorCode CurrencyUnknown = new(
        5012,
        "The currency code '{0}' is unknown",
        "Add it to the section currencies, with three capital letters of ISO 4217, or correct it"
    );
}
