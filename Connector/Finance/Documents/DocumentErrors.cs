namespace ProjectInvoice.Finance.Documents;

/// <summary>What can be wrong with the question for a posted document.</summary>
internal static class DocumentErrors
{
    public static readonly ErrorCode UnknownInvoice = new(
        4233,
        "Company {0} has posted no such invoice",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status404NotFound
    );
}
