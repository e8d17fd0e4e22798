namespace Solution.Packer.Declarations;

/// <summary>Faults of the plug-in assemblies and of what their code declares.</summary>
internal static class DeclarationErrors
{
    /// <summary>Nothing was built, or somewhere else.</summary>
    public static readonly ErrorCode AssemblyMissing = new(2004, "the assembly is missing", "Build the plug-in projects first");

    /// <summary>The platform's limit.</summary>
    public static readonly ErrorCode AssemblyTooLarge = new(2004, "the assembly is larger than 16 MB, which Dataverse refuses", "Make it smaller");

    /// <summary>Without a key its name is not unique.</summary>
    public static readonly ErrorCode NotStrongNamed = new(2004, "the assembly is not strong-named, which Dataverse demands", "Sign it");

    /// <summary>A file of another kind, or half a file.</summary>
    public static readonly ErrorCode NotAnAssembly = new(2004, "the file is not a .NET assembly", "Build the plug-in projects again");

    /// <summary>Named as an assembly of workflow activities.</summary>
    public static readonly ErrorCode NoActivity = new(2004, "the assembly has no public workflow activity", "Leave it out, or make the activity public");

    /// <summary>The declarations cannot be read at all.</summary>
    public static readonly ErrorCode Unreadable = new(2005, "{0}", "Keep InvoicePlugins.Registration.All and its declarations as the packer reads them");

    /// <summary>Of types, steps and images together.</summary>
    public static readonly ErrorCode IdTwice = new(2006, "the id {0:D} is already that of {1}", "Give it an id of its own");

    /// <summary>By its name, which says class, message and table.</summary>
    public static readonly ErrorCode StepTwice = new(2006, "the step is declared twice", "Remove one of the declarations");

    /// <summary>A name that is not that of its class.</summary>
    public static readonly ErrorCode ClassMissing = new(2006, "the class is declared but does not exist", "Correct its name in the declaration");

    /// <summary>Dataverse makes instances of public classes only.</summary>
    public static readonly ErrorCode NotAPlugin = new(2006, "the class is not a public plug-in", "Make it public and let it implement IPlugin");

    /// <summary>Stage 30 is the platform's.</summary>
    public static readonly ErrorCode StageClosed = new(2006, "stage {0} is not open to steps", "Use 10, 20 or 40");

    /// <summary>The platform queues at the end of an operation.</summary>
    public static readonly ErrorCode AsynchronousTooEarly = new(2006, "an asynchronous step runs in stage 40 only", "Change stage or mode");

    /// <summary>No other message says which columns it changes.</summary>
    public static readonly ErrorCode FilterWithoutUpdate = new(2006, "only Update has filtering attributes", "Remove them");

    /// <summary>A rule of ours: the reason stands where whoever checks the solution reads it.</summary>
    public static readonly ErrorCode Unfiltered = new(
        2006,
        "it runs on every update and does not say why",
        "List the columns, or give the reason in its description, behind \"{0}\""
    );

    /// <summary>The platform's limit.</summary>
    public static readonly ErrorCode DescriptionTooLong = new(2006, "its description is longer than {0} characters", "Shorten it");

    /// <summary>On Create.</summary>
    public static readonly ErrorCode NoImageBefore = new(2006, "a created row has no image before", "Remove it");

    /// <summary>Too early, or on Delete.</summary>
    public static readonly ErrorCode NoImageAfter = new(2006, "an image after exists in stage 40 only, and not for Delete", "Remove it or change the stage");

    /// <summary>A rule of ours: an image costs a read of its columns.</summary>
    public static readonly ErrorCode ImageOfAllColumns = new(2006, "the image names no columns and would carry the whole row", "Name its columns");

    /// <summary>A column with the publisher's prefix.</summary>
    public static readonly ErrorCode ColumnMissing = new(
        2006,
        "table {0} has no column {1} in this solution",
        "Add the column to the solution source or correct the declaration"
    );

    /// <summary>Another prefix is another publisher's.</summary>
    public static readonly ErrorCode PrefixMissing = new(2006, "the name of a custom API starts with the publisher's prefix {0}_", "Rename it");

    /// <summary>The platform's limits.</summary>
    public static readonly ErrorCode ApiTextTooLong = new(
        2006,
        "unique name, display name or description is longer than 128, 100 or 300 characters",
        "Shorten it"
    );

    /// <summary>Both are required.</summary>
    public static readonly ErrorCode ApiTextMissing = new(2006, "display name or description is empty", "Fill it");

    /// <summary>Bound to a table without naming one, or the other way round.</summary>
    public static readonly ErrorCode BindingWrong = new(2006, "a bound custom API names its table, an unbound one none", "Correct binding or table");

    /// <summary>The Web API would know no address for it.</summary>
    public static readonly ErrorCode FunctionWithoutResult = new(2006, "a function has to return something", "Add a response property or make it an action");

    /// <summary>The platform's numbers.</summary>
    public static readonly ErrorCode ParameterTypeUnknown = new(2006, "{0} is not a type of a custom API parameter", "Use 0 to 12");

    /// <summary>Required, and the platform's limit.</summary>
    public static readonly ErrorCode ParameterTextWrong = new(2006, "the description is empty or longer than 300 characters", "Correct it");

    /// <summary>Only request parameters are.</summary>
    public static readonly ErrorCode ResultOptional = new(2006, "a response property is never optional", "Declare it as not optional");

    /// <summary>Letter case does not tell them apart.</summary>
    public static readonly ErrorCode ParameterTwice = new(2006, "two parameters have the same name", "Rename one");

    /// <summary>Steps refer to messages by ids, which only the platform gives.</summary>
    public static readonly ErrorCode MessageUnknown = new(
        2007,
        "the id of the message {0} is not known",
        "Use Create, Update, Delete or a custom API of this solution, or add the message to SdkMessages"
    );
}
