namespace ProjectInvoice.Finance.Api;

/// <summary>What can be wrong with a request as such, whatever it asks for, and with the settings of the interface.</summary>
internal static class ApiErrors
{
    private const string CorrectSetting = "Correct the setting, then start finance again";
    private const string SendAgain = "Correct it, then send it again";

    public static readonly ErrorCode UnknownFormat = new(
        4221,
        "A pro forma comes as json or html",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NotSignedIn = new(
        4401,
        "The request carries no valid token for finance",
        "Sign in, then try again",
        ErrorKind.Setting,
        StatusCodes.Status401Unauthorized
    );

    public static readonly ErrorCode RoleMissing = new(
        4402,
        "Your roles do not allow this",
        "Ask an administrator for the role",
        ErrorKind.Setting,
        StatusCodes.Status403Forbidden
    );

    public static readonly ErrorCode UnknownAddress = new(
        4404,
        "There is no such record or address, or it is in another company and cross-company=true is missing",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status404NotFound
    );

    public static readonly ErrorCode UnknownMethod = new(
        4404,
        "This address does not take this method",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status405MethodNotAllowed
    );

    public static readonly ErrorCode Unreadable = new(4405, "The request cannot be read", SendAgain, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode UnreadableBecause = new(
        4405,
        "The request cannot be read: {0}",
        SendAgain,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode UnreadableBody = new(
        4405,
        "The body cannot be read at {0}",
        "Correct the request, then send it again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>Well formed, but the database has no words for it, such as round() or a number beyond every column.</summary>
    public static readonly ErrorCode QueryNotOffered = new(
        4405,
        "The query options ask for something that is not offered here",
        "Simplify $filter, $orderby or $skiptoken, then send it again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode OptionNotOffered = new(
        4405,
        "The query option {0} is not offered here; what is: {1}",
        "Leave it out, then send the request again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode FormatNotOffered = new(
        4405,
        "The format {0} is not offered, only json",
        "Leave $format out, then send the request again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode IncompleteBatch = new(
        4405,
        "A request of the batch lacks a part or holds one of another kind, such as method, url or headers",
        SendAgain,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode MissingParameter = new(
        4405,
        "The parameter is missing",
        "Add it, then ask again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NoDay = new(
        4405,
        "The parameter is not a day such as 2026-09-30",
        "Correct it, then ask again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>What nobody planned: it is logged with all there is to know, and answered without any of it.</summary>
    public static readonly ErrorCode Failed = new(
        4409,
        "Finance failed for a reason of its own; nothing was changed",
        "Try again, and look for the trace id in the log",
        ErrorKind.Failure,
        StatusCodes.Status500InternalServerError
    );

    /// <summary>In the words of the product.</summary>
    public static readonly ErrorCode TooManyRequests = new(
        4414,
        "This request could not be processed at this time due to system experiencing high resource utilization",
        "Try again after the time in Retry-After",
        ErrorKind.Passing,
        StatusCodes.Status429TooManyRequests
    );

    public static readonly ErrorCode ContentTypeNotTaken = new(
        4415,
        "The content type is not one that this address takes",
        "Send application/json",
        ErrorKind.Rule,
        StatusCodes.Status415UnsupportedMediaType
    );

    /// <summary>Hangfire's dashboard reads a form without asking whether there is one.</summary>
    public static readonly ErrorCode FormOnly = new(
        4415,
        "The dashboard takes a form only",
        "Use its own buttons",
        ErrorKind.Rule,
        StatusCodes.Status415UnsupportedMediaType
    );

    public static readonly ErrorCode NoBatch = new(
        4415,
        "A batch is multipart/mixed with a boundary, or application/json",
        "Correct the content type, then send it again",
        ErrorKind.Rule,
        StatusCodes.Status415UnsupportedMediaType
    );

    /// <summary>The placeholder says how the body comes.</summary>
    public static readonly ErrorCode EncodingNotTaken = new(
        4415,
        "The body {0}",
        "Send it in UTF-8, without a byte order mark and not compressed",
        ErrorKind.Rule,
        StatusCodes.Status415UnsupportedMediaType
    );

    public static readonly ErrorCode BodyTooLarge = new(
        4416,
        "The body is larger than {0} bytes, the most that this address takes",
        "Send less at a time, such as fewer rows; an administrator can raise the limit",
        ErrorKind.Rule,
        StatusCodes.Status413PayloadTooLarge
    );

    public static readonly ErrorCode BatchTooLong = new(
        4417,
        "The batch has more than {0} requests. Nothing of it was done",
        "Send it in several batches",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode AddressTooLong = new(
        4418,
        "The address is longer than {0} characters",
        "Ask for less at a time, such as by a shorter $filter",
        ErrorKind.Rule,
        StatusCodes.Status414UriTooLong
    );

    public static readonly ErrorCode TooSlow = new(
        4419,
        "The request took longer than {0} seconds; nothing was changed",
        "Send less at a time, or have an administrator raise Limits:RequestSeconds",
        ErrorKind.Rule,
        StatusCodes.Status408RequestTimeout
    );

    public static readonly ErrorCode NoLimit = new(
        4440,
        "'{0}' is not a whole number above zero",
        CorrectSetting,
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NoAddress = new(
        4440,
        "It is no http or https address",
        CorrectSetting,
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode PlainHttp = new(
        4442,
        "It is plain http to {0}, where everybody on the way reads tokens and invoices",
        "Use https; only where the network itself is encrypted, set {1} to true",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode SecretTooShort = new(
        4443,
        "It has fewer than {0} bytes",
        "Have a longer secret made where finance signs in, set it here, then start finance again",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );
}
