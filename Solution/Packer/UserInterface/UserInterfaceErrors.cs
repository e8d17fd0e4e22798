namespace Solution.Packer.UserInterface;

/// <summary>Faults of what people see: an import takes most of them, and the button, list or column is dead or missing afterwards.</summary>
internal static class UserInterfaceErrors
{
    /// <summary>A button, or a command that several share.</summary>
    public static readonly ErrorCode CommandMissing = new(2010, "button {0} calls command {1}, which is not defined", "Define it, or correct the name");

    /// <summary>Rules of the platform (Mscrm.…) are not looked at.</summary>
    public static readonly ErrorCode RuleMissing = new(2010, "command {0} names rule {1}, which is not defined", "Define it, or correct the name");

    /// <summary>Tooltips as well.</summary>
    public static readonly ErrorCode TextMissing = new(2010, "button {0} shows the text {1}, which is not defined", "Add a LocLabel with this id");

    /// <summary>The place of a button names the table a second time.</summary>
    public static readonly ErrorCode PlaceElsewhere = new(2010, "the place {0} is not one of this table", "Correct the name of the table in it");

    /// <summary>The later one would replace the earlier.</summary>
    public static readonly ErrorCode CommandIdTwice = new(2010, "the id {0} is used twice", "Give each an id of its own");

    /// <summary>Found in the text of the built script, in the objects that it exports.</summary>
    public static readonly ErrorCode FunctionMissing = new(2010, "script {0} has no function {1}", "Correct the name, or build the script anew");

    /// <summary>A label of anything that people see.</summary>
    public static readonly ErrorCode LanguageMissing = new(2011, "{0} \"{1}\" has no text in language {2}", "Add the text in this language");

    /// <summary>The language is written where the environment has it, and nobody looks after it here.</summary>
    public static readonly ErrorCode LanguageUndeclared = new(
        2011,
        "{0} \"{1}\" has a text in language {2}, which Other/Customizations.xml does not name",
        "Remove the text, or name the language"
    );

    /// <summary>A list would show an error instead of rows.</summary>
    public static readonly ErrorCode ColumnMissing = new(2012, "table {0} has no column {1}", "Correct the name, or add the column");

    /// <summary>The cell would stay empty in every row.</summary>
    public static readonly ErrorCode ColumnNotRead = new(2012, "it shows column {0}, which it does not read", "Add the column to its fetchxml");

    /// <summary>Within the solution; what is of others is a missing dependency.</summary>
    public static readonly ErrorCode PartMissing = new(
        2013,
        "it refers to {0} {1}, which the solution does not hold",
        "Correct the reference, or add what is missing"
    );

    /// <summary>Unlike a name, an id is taken for a change of the first.</summary>
    public static readonly ErrorCode IdTwice = new(2013, "its id {0} is also that of {1}", "Give each an id of its own");
}
