namespace LocalDataverse.WebApi.Model;

/// <summary>What an operation is called on, with the values of column <c>bindingtype</c> of a custom API.</summary>
internal enum OperationBinding
{
    Global = 0,
    Entity = 1,
    EntityCollection = 2,
}
