using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Client;

namespace Plugins.Tests.Sdk;

/// <summary>A typed table as the platform's own generator writes them: Id and the primary id column follow each other.</summary>
[EntityLogicalName("account")]
internal sealed class Account : Entity
{
    public Account()
        : base("account") { }

    [AttributeLogicalName("accountid")]
    public Guid? AccountId
    {
        get => GetAttributeValue<Guid?>("accountid");
        set
        {
            SetAttributeValue("accountid", value);
            base.Id = value ?? Guid.Empty;
        }
    }

    [AttributeLogicalName("accountid")]
    public override Guid Id
    {
        get => base.Id;
        set => AccountId = value;
    }

    [AttributeLogicalName("name")]
    public string? Name
    {
        get => GetAttributeValue<string?>("name");
        set => SetAttributeValue("name", value);
    }

    public string? FormattedName => GetFormattedAttributeValue("name");

    [RelationshipSchemaName("account_parent_account", EntityRole.Referencing)]
    public Account? Parent
    {
        get => GetRelatedEntity<Account>("account_parent_account", EntityRole.Referencing);
        set => SetRelatedEntity("account_parent_account", EntityRole.Referencing, value!);
    }

    [RelationshipSchemaName("account_parent_account", EntityRole.Referenced)]
    public IEnumerable<Account>? Children
    {
        get => GetRelatedEntities<Account>("account_parent_account", EntityRole.Referenced);
        set => SetRelatedEntities("account_parent_account", EntityRole.Referenced, value!);
    }
}
