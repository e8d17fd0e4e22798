namespace InvoicePlugins.Dataverse;

/// <summary>The stages of the event pipeline that our steps use, with the platform's own numbers.</summary>
public enum PipelineStage
{
    /// <summary>Before the transaction and before the platform's security checks.</summary>
    PreValidation = 10,

    /// <summary>Inside the transaction, before the row is written.</summary>
    PreOperation = 20,

    /// <summary>The operation itself; open to plug-ins only as the implementation of a custom API.</summary>
    MainOperation = 30,

    /// <summary>After the row was written; synchronous steps are still inside the transaction.</summary>
    PostOperation = 40,
}
