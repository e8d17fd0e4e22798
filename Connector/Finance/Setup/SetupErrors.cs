namespace ProjectInvoice.Finance.Setup;

/// <summary>What can be wrong with the set-up, and what a request names that is not in it.</summary>
internal static class SetupErrors
{
    private const string CorrectIt = "Correct it, then send it again";
    private const string CorrectFile = "Correct the file, then send it again";
    private const string RenameIt = "Remove or rename it, then send it again";

    /// <summary>Of a request that works in one company.</summary>
    public static readonly ErrorCode UnknownCompany = new(
        4003,
        "The company is not set up",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status404NotFound
    );

    public static readonly ErrorCode UnknownCurrency = new(
        4020,
        "Currency {0} is not set up",
        "Add it, then {1}",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NoNumberSequence = new(
        4211,
        "Company {0} has no number sequence {1}",
        "Add it to the set-up, then {2}",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    /// <summary>Two sequences share a format, or a format was changed back.</summary>
    public static readonly ErrorCode NumberTaken = new(
        4213,
        "Number {0} of the sequence {1} of {2} stands in the books already",
        "Give the sequence a format of its own, then post again",
        ErrorKind.Setting,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode NoJson = new(
        4301,
        "This is not valid JSON, or a property stands twice",
        CorrectFile,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NoText = new(
        4301,
        "A name or value is not valid Unicode text",
        CorrectFile,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NoSections = new(
        4301,
        "A JSON object with one array a section is expected",
        CorrectFile,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode UnknownSection = new(
        4302,
        "There is no such section",
        "Remove or rename it, then send the set-up again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode UnknownField = new(4302, "Field {0} is unknown", RenameIt, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode NoArray = new(
        4303,
        "A section is an array of records",
        "Correct it, then send the set-up again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode WrongField = new(
        4304,
        "Field {0} is missing, null, twice there or of another type",
        CorrectIt,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode DoubledField = new(4304, "Field {0} stands there twice", CorrectIt, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode NoObject = new(4304, "A JSON object is expected", CorrectIt, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    /// <summary>Of a table with free names.</summary>
    public static readonly ErrorCode WrongName = new(
        4304,
        "A name is missing or stands there twice",
        CorrectIt,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>Of one record; that of a whole set-up is <see cref="NoText"/>.</summary>
    public static readonly ErrorCode NoTextInRecord = new(
        4304,
        "A name or value is not valid Unicode text",
        CorrectIt,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode DoubledRecord = new(4305, "The record stands there twice", CorrectIt, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode OverlappingPeriod = new(
        4305,
        "The period ends before it begins or overlaps another",
        CorrectIt,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>In the words of the product.</summary>
    public static readonly ErrorCode RecordExists = new(
        4305,
        "Cannot create a record in {0}. The record already exists",
        "Change the one that is there",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode DanglingReference = new(4306, "{0} is not in the set-up", CorrectIt, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode UnknownChoice = new(4307, "{0} is not one of {1}", CorrectIt, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode NoTimeZone = new(4307, "{0} is not a time zone", CorrectIt, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    /// <summary>The placeholder says what the value must be.</summary>
    public static readonly ErrorCode WrongNumber = new(4308, "The value {0}", CorrectIt, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode CompanyInUse = new(
        4309,
        "The company has transactions and cannot be left out",
        "Keep it, then send the set-up again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode CurrenciesInUse = new(
        4309,
        "The company has posted vouchers in its currencies",
        "Keep them, then send the set-up again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>It may change its status instead.</summary>
    public static readonly ErrorCode PeriodInUse = new(
        4310,
        "The {0} period holds vouchers whose days would be in no period any more",
        "Keep the period, then send the set-up again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NotContinuous = new(
        4311,
        "Customer invoices are numbered without a gap: the value must be true",
        CorrectIt,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>Formats that differ in the number of their digits only meet once the numbers grow.</summary>
    public static readonly ErrorCode SharedFormat = new(4312, "The sequences share the format {0}", CorrectIt, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode WrongAccounts = new(
        4313,
        "'{0}' is no account such as 411100, beginning such as 4* or range such as 400000..499999",
        CorrectIt,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NoAccounts = new(4313, "The structure has no accounts", CorrectIt, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode NumbersLost = new(
        4315,
        "The sequence is continuous and in use: {0} after {1} would leave a gap",
        "Leave next as it is",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );
}
