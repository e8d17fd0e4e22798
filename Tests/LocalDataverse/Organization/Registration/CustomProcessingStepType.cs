namespace LocalDataverse.Registration;

/// <summary>Which steps others may register on a custom API.</summary>
public enum CustomProcessingStepType
{
    None = 0,
    AsyncOnly = 1,
    SyncAndAsync = 2,
}
