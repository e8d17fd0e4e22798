namespace InvoicePlugins.Dataverse;

/// <summary>What a custom API is bound to, with the platform's own numbers.</summary>
public enum CustomApiBinding
{
    /// <summary>Called on its own.</summary>
    Global = 0,

    /// <summary>Called on one row, which arrives as <c>Target</c>.</summary>
    Entity = 1,
}
