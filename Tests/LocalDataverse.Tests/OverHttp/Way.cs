namespace LocalDataverse.Tests.OverHttp;

/// <summary>How the organization service is reached.</summary>
public enum Way
{
    InProcess,
    OverHttp,
}
