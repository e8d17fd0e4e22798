namespace InvoicePlugins.Dataverse;

/// <summary>Which state of the row an image shows, with the platform's own numbers.</summary>
public enum ImageType
{
    /// <summary>The row before the operation.</summary>
    Pre = 0,

    /// <summary>The row after the operation.</summary>
    Post = 1,
}
