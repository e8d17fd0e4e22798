namespace System.Activities;

public sealed class InArgument<T> : InArgument
{
    public new T Get(ActivityContext context) => (T)context.Read(this);
}
