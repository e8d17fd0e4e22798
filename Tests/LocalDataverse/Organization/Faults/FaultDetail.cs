namespace LocalDataverse.Faults;

/// <summary>Keys in <c>OrganizationServiceFault.ErrorDetails</c>; the Web API sends them as annotations.</summary>
public static class FaultDetail
{
    public const string OperationStatus = "OperationStatus";
    public const string SubErrorCode = "SubErrorCode";
    public const string HttpStatus = "ApiExceptionHttpStatusCode";
    public const string Source = "ApiExceptionSourceKey";
    public const string Step = "ApiStepKey";
    public const string Depth = "ApiDepthKey";
    public const string MaxBatchSize = "MaxBatchSize";
}
