namespace InvoicePlugins.Dataverse.Tables;

/// <summary>What an invoice line sells.</summary>
internal enum ProductType
{
    /// <summary>A product.</summary>
    Product = 1,

    /// <summary>A bundle of products.</summary>
    Bundle = 2,

    /// <summary>A required part of a bundle.</summary>
    RequiredBundleProduct = 3,

    /// <summary>An optional part of a bundle.</summary>
    OptionalBundleProduct = 4,

    /// <summary>Work on a project.</summary>
    ProjectService = 5,
}
