namespace ProjectInvoice.Finance.Api;

/// <summary>What can be wrong with a request that reads, changes or deletes one record of a set.</summary>
internal static class EditableSetErrors
{
    private const string CorrectRequest = "Correct the request, then send it again";

    public static readonly ErrorCode NoObject = new(4001, "The field is not a JSON object", CorrectRequest, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    /// <summary>JSON may escape half of a surrogate pair, and hold bytes that are no text.</summary>
    public static readonly ErrorCode NoText = new(
        4001,
        "The field holds a name or value that is not valid Unicode text",
        CorrectRequest,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode DoubledField = new(4001, "The field stands there twice", CorrectRequest, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    /// <summary>The placeholder says what it holds and what is expected.</summary>
    public static readonly ErrorCode WrongValue = new(4001, "The field {0}", CorrectRequest, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode UnknownRecord = new(
        4404,
        "There is no such record, or it is in another company and cross-company=true is missing",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status404NotFound
    );

    public static readonly ErrorCode UnreadableKey = new(
        4405,
        "The key cannot be read",
        "Give {0}, each of its type, then send the request again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NoJson = new(4405, "This is not valid JSON", CorrectRequest, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    /// <summary>In the words of the product.</summary>
    public static readonly ErrorCode OtherVersion = new(
        4410,
        "An update conflict occurred due to another user process deleting the record or changing one or more fields in the record",
        "Read it again, then repeat the change",
        ErrorKind.Rule,
        StatusCodes.Status412PreconditionFailed
    );

    public static readonly ErrorCode NotDeleted = new(
        4411,
        "The record cannot be deleted here",
        "Nothing was changed",
        ErrorKind.Rule,
        StatusCodes.Status403Forbidden
    );

    public static readonly ErrorCode NotEditable = new(
        4412,
        "The field cannot be changed; what can is {0}",
        CorrectRequest,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode KeyNotEditable = new(
        4412,
        "The field is part of the key and cannot be changed",
        "Add a record with the new key instead",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );
}
