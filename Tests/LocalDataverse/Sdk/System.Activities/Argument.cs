namespace System.Activities;

public abstract class Argument
{
    public object Get(ActivityContext context) => context.Read(this);

    public void Set(ActivityContext context, object value) => context.Write(this, value);
}
