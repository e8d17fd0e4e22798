namespace System.Activities;

public sealed class OutArgument<T> : OutArgument
{
    public void Set(ActivityContext context, T value) => context.Write(this, value);
}
