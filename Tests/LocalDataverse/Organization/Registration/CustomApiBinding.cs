namespace LocalDataverse.Registration;

public enum CustomApiBinding
{
    Global = 0,
    Entity = 1,
    EntityCollection = 2,
}
